/** Distances from UTC, in minutes, that clocks on earth have or had in the years of digital cameras, but for whole hours; with the longitudes where. */
const ODD_OFFSETS: [minutes: number, west: number, east: number][] = [
  [-570, -142, -138], // Marquesas
  [-270, -74, -59], // Venezuela until 2016
  [-210, -68, -52], // Newfoundland
  [-150, -60, -52], // Newfoundland in summer
  [210, 44, 64], // Iran
  [270, 44, 75], // Iran in summer until 2022, Afghanistan
  [330, 68, 98], // India, Sri Lanka
  [345, 80, 89], // Nepal
  [390, 92, 102], // Myanmar
  [510, 124, 131], // North Korea until 2018
  [525, 125, 130], // Eucla
  [570, 129, 142], // Darwin, Adelaide
  [630, 129, 160], // Adelaide in summer, Lord Howe
  [690, 166, 169], // Norfolk until 2015
  [765, -178, -175], // Chatham
  [825, -178, -175], // Chatham in summer
]
const GPS_TOLERANCE_SECONDS = 120
/** Clocks follow the sun more or less: western China and the date line are the farthest off. */
const MOST_FROM_SUN = 4.25 * 60
const NAMED: Record<string, number> = {
  z: 0,
  utc: 0,
  ut: 0,
  gmt: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
} // prettier-ignore

/**
 * `+05:45`, `-0300`, `+2:00`, `+02`, `Z`, `GMT` or a zone that RFC 822 names, in minutes; null where it is no offset of any place
 * (−12:00 to +14:00).
 */
export function parseOffset(value: string | undefined): number | null {
  const text = (value ?? '').replaceAll(/^["'\s]+|["'\s]+$/g, '').replace('−', '-')
  const named = NAMED[text.toLowerCase()]
  if (named !== undefined) return named
  const match = /^(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?(\d\d))?(?::?00)?$/i.exec(text)
  if (!match) return null
  const minutes = (Number(match[2]) * 60 + Number(match[3] ?? 0)) * (match[1] === '-' ? -1 : 1)
  return validOffset(minutes) && Number(match[3] ?? 0) < 60 ? minutes + 0 : null
}

/** TIFF/EP's TimeZoneOffset: whole hours, signed, though some write the sign into an unsigned number. */
export function offsetOfHours(hours: number | undefined): number | null {
  if (hours === undefined || !Number.isInteger(hours)) return null
  const minutes = (hours > 32_767 ? hours - 65_536 : hours) * 60
  return validOffset(minutes) ? minutes + 0 : null
}

/**
 * The offset that lies between a wall-clock time and the satellite's UTC: one that clocks on earth have, at most two minutes off (a
 * camera's clock drifts), else unknown: then the fix is old, or of another moment.
 * @param utc milliseconds since 1970
 * @param longitude of the fix, where known: an offset of the other side of the earth is none
 */
export function offsetFromUtc(local: string, utc: number, longitude: number | null = null): number | null {
  const difference = (Date.parse(`${local}Z`) - utc) / 60_000
  const minutes = Math.round(difference / 15) * 15
  if (Math.abs(difference - minutes) * 60 > GPS_TOLERANCE_SECONDS) return null
  return validOffset(minutes) && isUsed(minutes, longitude) ? minutes + 0 : null
}

function isUsed(minutes: number, longitude: number | null): boolean {
  if (minutes % 60 === 0) return longitude === null || fromSun(minutes, longitude) <= MOST_FROM_SUN
  return ODD_OFFSETS.some(
    ([odd, west, east]) => odd === minutes && (longitude === null || (longitude >= west && longitude <= east)),
  )
}

/** Minutes between a clock and the sun, over the date line too. */
function fromSun(minutes: number, longitude: number): number {
  const apart = Math.abs(minutes - longitude * 4) % 1440
  return Math.min(apart, 1440 - apart)
}

function validOffset(minutes: number): boolean {
  return minutes >= -12 * 60 && minutes <= 14 * 60
}
