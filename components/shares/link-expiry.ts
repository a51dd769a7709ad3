const DAY_MS = 86_400_000

/** The ends that are offered, in days from now. */
export const EXPIRY_DAYS = [1, 7, 30] as const

/** What is chosen of when a link ends: so many days from now, never, a date of one's own, or what it is already. */
export type ExpiryChoice = `${(typeof EXPIRY_DAYS)[number]}` | 'never' | 'date' | 'keep'

/**
 * The end that was chosen, for the API.
 * @param date of a date field, `2026-12-24`: the end of that day here
 * @returns undefined to leave it as it is; null for never
 */
export function expiryOf(choice: ExpiryChoice, date: string, now = Date.now()): string | null | undefined {
  if (choice === 'keep') return undefined
  if (choice === 'never') return null
  if (choice !== 'date') return new Date(now + Number(choice) * DAY_MS).toISOString()
  const end = new Date(`${date}T23:59:59`)
  return Number.isNaN(end.getTime()) ? undefined : end.toISOString()
}
