/** A photo stays in the trash this long. */
export const TRASH_DAYS = 30

const DAY_MS = 86_400_000

/** Whole days that are left to a photo in the trash; 0 on its last one. @param deletedAt ISO 8601 @param now milliseconds */
export function trashDaysLeft(deletedAt: string, now: number): number {
  return Math.max(0, Math.floor((Date.parse(deletedAt) + TRASH_DAYS * DAY_MS - now) / DAY_MS))
}
