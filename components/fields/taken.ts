/** `2023-08-10T14:03:05` and `+02:00` (empty where no zone is known) of a photo's time. */
export function splitTaken(takenAt: string | null): { local: string; offset: string } {
  const parts = /^(.{19})(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(takenAt ?? '')
  return { local: parts?.[1] ?? '', offset: parts?.[2] === 'Z' ? '+00:00' : (parts?.[2] ?? '') }
}

/** The time of a date form: a browser leaves out seconds that are zero. Null where it is empty. */
export function joinTaken(local: string, offset: string): string | null {
  if (local === '') return null
  return `${local.length === 16 ? `${local}:00` : local}${offset}`
}

/** All distances from UTC in use, `-12:00` to `+14:00`. */
export const OFFSETS = [
  ...['-12:00', '-11:00', '-10:00', '-09:30', '-09:00', '-08:00', '-07:00', '-06:00', '-05:00', '-04:00', '-03:30'],
  ...['-03:00', '-02:00', '-01:00', '+00:00', '+01:00', '+02:00', '+03:00', '+03:30', '+04:00', '+04:30', '+05:00'],
  ...['+05:30', '+05:45', '+06:00', '+06:30', '+07:00', '+08:00', '+08:45', '+09:00', '+09:30', '+10:00', '+10:30'],
  ...['+11:00', '+12:00', '+12:45', '+13:00', '+14:00'],
]
