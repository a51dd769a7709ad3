import { AppError } from '../errors/app-error'

/** A taken time as its columns hold it. */
export interface TakenColumns {
  /** `YYYY-MM-DD hh:mm:ss.mmm`: wall-clock time where the photo was taken. */
  takenLocal: string
  /** Minutes east of UTC; null where not known. */
  takenOffset: number | null
}

const SHAPE = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?([Zz]|([+-])(\d\d):(\d\d))?$/

/** Reads RFC 3339, or the same without an offset. @throws AppError invalid: another shape, or no such day or time */
export function parseTakenAt(text: string): TakenColumns {
  const parts = SHAPE.exec(text.trim())
  if (!parts) throw wrong()
  const [, year, month, day, hour, minute, second = '00', fraction = '', zone, sign, zoneHours, zoneMinutes] = parts
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  if (year === '0000' || Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day) || hour === '24')
    throw wrong()
  const offset = Number(zoneHours ?? 0) * 60 + Number(zoneMinutes ?? 0)
  if (offset > 18 * 60 || Number(zoneMinutes ?? 0) > 59) throw wrong()
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0')
  return {
    takenLocal: `${year}-${month}-${day} ${hour}:${minute}:${second}.${milliseconds}`,
    takenOffset: zone === undefined ? null : sign === '-' ? -offset : offset,
  }
}

function wrong(): AppError {
  const message = 'takenAt: write a day and time that exist, such as 2023-08-10T14:03:00+02:00'
  return new AppError('invalid', message, { errors: [{ path: 'takenAt', message: message.slice(9) }] })
}

const DURATION = /^([+-])?P(?=\d|T\d)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/
const UNITS = [604_800, 86_400, 3_600, 60, 1]
const LONGEST_SECONDS = 100 * 366 * 86_400

/** An ISO 8601 duration without years and months, in seconds. @throws AppError invalid: another shape, or over a century */
export function parseShift(text: string): number {
  const parts = DURATION.exec(text.trim())
  const seconds = (parts?.slice(2) ?? []).reduce((sum, part, index) => sum + Number(part ?? 0) * (UNITS[index] ?? 0), 0)
  if (!parts || seconds > LONGEST_SECONDS) {
    const message = 'write a duration such as PT1H, -PT30M or P2DT3H, at most 100 years'
    throw new AppError('invalid', `takenAt.shift: ${message}`, { errors: [{ path: 'set.takenAt.shift', message }] })
  }
  return parts[1] === '-' ? -seconds : seconds
}
