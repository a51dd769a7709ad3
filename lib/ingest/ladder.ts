// What an error on the way into the library means: one ladder for every origin, asked from the top rung down.
import { AppError } from '../errors/app-error'
import { isAway } from '../errors/away'
import { DecodeFailure } from '../imaging/decoded/decode-failure'

/** The retry limit: how often a body is tried. */
export const MOST_ATTEMPTS = 3

const ENDED_SECONDS = 1
const AWAY_SECONDS = 15
const RETRY_SECONDS = 5

interface BodyFailureOptions {
  /** Whether another attempt may help. */
  retry: boolean
  /** Whether what failed is worth trying again on a later day. */
  again: boolean
  cause?: unknown
}

/** Why an origin cannot give a body: `reason` is a sentence for its owner. */
export class BodyFailure extends Error {
  override readonly name = 'BodyFailure'
  readonly reason: string
  readonly retry: boolean
  readonly again: boolean

  constructor(reason: string, { retry, again, cause }: BodyFailureOptions) {
    super(reason, cause === undefined ? undefined : { cause })
    this.reason = reason
    this.retry = retry
    this.again = again
  }
}

/** Another run was quicker, or what is read has changed: this attempt has nothing to say any more. */
export class AttemptLost extends Error {
  override readonly name = 'AttemptLost'
}

/** What becomes of an attempt that failed. */
export type Verdict =
  /** It did not really begin: tried later, and not counted. */
  | { kind: 'give back'; seconds: number }
  /** Tried later, and counted. */
  | { kind: 'retry'; seconds: number }
  | { kind: 'fail'; reason: string; again: boolean }
  /** Nothing is wrong with it, but it holds nothing that could be shown. */
  | { kind: 'not shown'; reason: string }
  /** There are no bytes any more. */
  | { kind: 'gone' }
  | { kind: 'lost' }
  /** A fault of ours or of the database: counted, thrown on, and the job runs again. */
  | { kind: 'throw' }

/**
 * Judges an error of one attempt.
 * @param attempt.number from 1
 * @param attempt.aborted the worker must end: what was begun does not count
 */
export function judgeError(error: unknown, attempt: { number: number; aborted: boolean }): Verdict {
  if (attempt.aborted) return { kind: 'give back', seconds: ENDED_SECONDS }
  if (error instanceof AttemptLost) return { kind: 'lost' }
  if (error instanceof DecodeFailure && error.notShown) return { kind: 'not shown', reason: error.reason }
  if (error instanceof DecodeFailure || error instanceof BodyFailure) return judgeFailure(error, attempt.number)
  if (error instanceof AppError && error.code === 'not_found') return { kind: 'gone' }
  const away = isAway(error) || (error instanceof AppError && error.code === 'unavailable')
  return away ? { kind: 'give back', seconds: AWAY_SECONDS } : { kind: 'throw' }
}

function judgeFailure(failure: DecodeFailure | BodyFailure, number: number): Verdict {
  if (failure.retry && number < MOST_ATTEMPTS) return { kind: 'retry', seconds: RETRY_SECONDS * number }
  const again = failure instanceof BodyFailure ? failure.again : failure.retry
  return { kind: 'fail', reason: failure.reason, again }
}
