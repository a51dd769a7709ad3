/** Attempts at one request before it is given up. */
export const MAX_ATTEMPTS = 8

/** The longest that is waited because a server asks for it. */
const LONGEST_MS = 300_000

/** Whether what a status says may pass by itself. */
export function isPassing(status: number): boolean {
  return status === 0 || status === 408 || status === 429 || status === 507 || (status >= 500 && status !== 501)
}

/**
 * Milliseconds before the next attempt: 1 s, doubled up to 30 s, a part of it by chance so that programs do not come back together;
 * never sooner than the server asks for.
 * @param failures failures in a row, from 1
 * @param retryAfter the header's value, in seconds
 */
export function backoff(failures: number, retryAfter: string | null, random: number): number {
  const own = Math.min(30_000, 1000 * 2 ** (failures - 1)) * (0.75 + 0.5 * random)
  const asked = Number(retryAfter ?? 0) * 1000
  return Math.round(Math.min(LONGEST_MS, Math.max(own, Number.isFinite(asked) ? asked : 0)))
}
