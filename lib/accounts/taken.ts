import type { Database } from '@/db/client'
import { ASKED_TAKEN, takeAttempt } from '../auth/attempts'
import { AppError, type FieldProblem } from '../errors/app-error'

const EMAIL_TAKEN: FieldProblem = { path: 'email', message: 'choose another one, an account has this address already' }
const FIELDS: Record<string, FieldProblem> = {
  users_email_unique: EMAIL_TAKEN,
  users_username_unique: { path: 'username', message: 'choose another one, this is taken' },
}

/**
 * Throws what `asTaken` makes of an error, counted: whether an address has an account is not to be asked at will.
 * @param asker the address or account that asks
 * @throws AppError rate_limited instead of the answer, beyond the limit
 */
export async function refuseTaken(db: Database, error: unknown, asker: string): Promise<never> {
  const refusal = asTaken(error)
  if (refusal !== error) await takeAttempt(db, ASKED_TAKEN, asker)
  throw refusal
}

/** The same for an address that was found to be taken. @throws AppError conflict, rate_limited */
export async function refuseTakenEmail(db: Database, asker: string): Promise<never> {
  await takeAttempt(db, ASKED_TAKEN, asker)
  throw conflict(EMAIL_TAKEN)
}

/** Postgres's unique violation on e-mail or username as a conflict that names the field; anything else as it came. */
function asTaken(error: unknown): unknown {
  const cause = error instanceof Error ? error.cause : undefined
  if (typeof cause !== 'object' || cause === null || !('constraint' in cause)) return error
  const field = FIELDS[String(cause.constraint)]
  if (!field) return error
  return conflict(field, error)
}

function conflict(field: FieldProblem, cause?: unknown): AppError {
  return new AppError('conflict', `${field.path}: ${field.message}`, { errors: [field], cause })
}
