import { AppError } from './app-error'
import { isFull, noRoom } from './full'

/** SQLSTATE classes and system codes that mean "a service we need is away", not "the request is wrong". */
const AWAY = /^(08|53|57P|58|ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|EAI_AGAIN)/

/** SQLSTATEs by which the database cuts off work that may be right: too slow, a deadlock, a lock or a transaction held too long. */
const CUT = /^(57014|40001|40P01|55P03|25P0[34])$/

/** Any thrown value as an AppError: unknown ones say only `internal` (or `unavailable`) and keep their cause for the log. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (isFull(error)) return noRoom(error)
  if (isOrphan(error))
    return new AppError('not_found', 'The account that this is for has just been deleted.', { cause: error })
  if (isAway(error) || isCut(error)) {
    const message = 'A service that Albumen needs does not answer just now. Try again in a moment.'
    return new AppError('unavailable', message, { retryAfterSeconds: 5, cause: error })
  }
  return new AppError('internal', 'Something went wrong on our side.', { cause: error })
}

/** As pg words it: a connection that does not come about has no code. */
const AWAY_WORDS =
  /connection terminated|^timeout expired$|timeout exceeded when trying to connect|is not queryable|query read timeout/i

/** Whether an error says that the database or another service does not answer. */
export function isAway(error: unknown): boolean {
  return someCause(error, ({ code, message }) => (AWAY.test(code) && !CUT.test(code)) || AWAY_WORDS.test(message))
}

/** Whether an error says that the database cut the work off: it may succeed when it is tried again, or never. */
export function isCut(error: unknown): boolean {
  return someCause(error, ({ code }) => CUT.test(code))
}

/** Whether a row was to be written for an account that went meanwhile (SQLSTATE 23503). */
function isOrphan(error: unknown): boolean {
  return someCause(error, ({ code, constraint }) => code === '23503' && constraint.endsWith('_users_id_fk'))
}

type Facts = Record<'code' | 'message' | 'constraint', string>

function someCause(error: unknown, is: (facts: Facts) => boolean, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 4) return false
  const code = 'code' in error ? String(error.code) : ''
  // Drizzle's own message holds the query and what people typed: its words say nothing about the connection.
  const message = error.message.startsWith('Failed query') ? '' : error.message
  const constraint = 'constraint' in error ? String(error.constraint) : ''
  return is({ code, message, constraint }) || someCause(error.cause, is, depth + 1)
}
