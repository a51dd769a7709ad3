/** Attempts at one file before it is left to the person. */
export const MAX_ATTEMPTS = 8

export type Verdict =
  /** The whole engine waits: the server, the store or the network is away or asks for patience. */
  | { next: 'wait'; counts: boolean }
  /** The session ended: nothing can go on before the person has logged in. */
  | { next: 'sign-in' }
  /** The address is no longer good: ask for a new one. */
  | { next: 'readdress' }
  /** The bytes are not there: send them (again). */
  | { next: 'resend' }
  /** The bytes are there already: go on. */
  | { next: 'received' }
  | { next: 'fail'; retryable: boolean }

/**
 * What to do about an answer that is not a success.
 * @param status HTTP status, 0 when no answer came
 * @param step which request it was
 */
export function judge(status: number, step: 'request' | 'put' | 'complete'): Verdict {
  if (status === 401 && step !== 'put') return { next: 'sign-in' }
  // 507: the store itself is full.
  if (status === 429 || status === 503 || status === 507) return { next: 'wait', counts: false }
  // A 409 to a request: its first attempt (same Idempotency-Key) still runs.
  if (status === 0 || status === 408 || status >= 500 || (step === 'request' && status === 409))
    return { next: 'wait', counts: true }
  if (step === 'put' && (status === 409 || status === 412)) return { next: 'received' }
  if (step === 'put' && (status === 401 || status === 403 || status === 404 || status === 410))
    return { next: 'readdress' }
  if (step === 'complete' && status === 409) return { next: 'resend' }
  if (step === 'complete' && status === 404) return { next: 'readdress' }
  // Damaged on its way (length or SHA-256 wrong), the same file may well arrive whole next time.
  return { next: 'fail', retryable: step === 'put' && (status === 400 || status === 422) }
}

/**
 * Milliseconds to wait before the n-th retry: 1 s doubling up to 30 s, a quarter of it by chance so that many browsers
 * do not come back in the same moment. What the server asks for is the least.
 * @param failures failures in a row, from 1
 */
export function retryDelay(failures: number, retryAfterSeconds: number | null, random: number): number {
  const base = Math.min(30_000, 1000 * 2 ** (failures - 1))
  const jittered = base * (0.75 + 0.5 * random)
  return Math.round(Math.max(jittered, (retryAfterSeconds ?? 0) * 1000))
}
