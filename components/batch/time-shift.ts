export interface TimeShift {
  /** 1 later, -1 earlier. */
  sign: 1 | -1
  days: number
  hours: number
  minutes: number
}

/** The shift as an ISO 8601 duration, `-P1DT2H30M`; null when nothing would move. */
export function shiftDuration({ sign, days, hours, minutes }: TimeShift): string | null {
  if (days + hours + minutes === 0) return null
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}`
  return `${sign < 0 ? '-' : ''}P${days ? `${days}D` : ''}${time ? `T${time}` : ''}`
}

/** A local time moved by a shift: `2023-08-10T14:03` and one hour later is `2023-08-10T15:03`; what follows the minutes is left out. */
export function shiftedTime(takenAt: string, { sign, days, hours, minutes }: TimeShift): string {
  const moved = Date.parse(`${takenAt.slice(0, 19)}Z`) + sign * ((days * 24 + hours) * 60 + minutes) * 60_000
  return new Date(moved).toISOString().slice(0, 16)
}
