import type { PhotoRow } from '@/db/schema/photos'

/** A file is made before it is sent; a time nearer than this says when it was copied or unpacked. */
const LEAST_AGE_MS = 3_600_000
/** Zero in the clocks of ZIP, FAT and Unix (and a day for zones): no time at all. */
const EARLIEST = Date.UTC(1980, 0, 3)
/** What npm writes into every package. */
const KNOWN_NONSENSE = new Set([Date.UTC(1985, 9, 26, 8, 15)])

/**
 * A file's own time as a guess at when its picture was taken; null where it cannot be one.
 * @param time when the file was last changed, as its system says
 * @param arrivedAt when the file came to Albumen, or to the store it lies in
 */
export function believableFileTime(time: Date | null | undefined, arrivedAt: Date): Date | null {
  const at = time?.getTime() ?? Number.NaN
  if (Number.isNaN(at) || at < EARLIEST || KNOWN_NONSENSE.has(at)) return null
  return at <= arrivedAt.getTime() - LEAST_AGE_MS ? (time ?? null) : null
}

/** Whether the date a photo is shown with is a guess from its file's time: nothing said when it was taken, no file and no person. */
export function isDateGuessed(row: Pick<PhotoRow, 'takenLocal' | 'fileModifiedAt' | 'edited'>): boolean {
  return row.takenLocal === null && row.fileModifiedAt !== null && !row.edited.includes('takenAt')
}
