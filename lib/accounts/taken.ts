import { AppError } from '../errors'

const FIELDS: Record<string, { path: string; message: string }> = {
  users_email_unique: { path: 'email', message: 'choose another one, an account has this address already' },
  users_username_unique: { path: 'username', message: 'choose another one, this is taken' },
}

/** Postgres's unique violation on e-mail or username as a conflict that names the field; anything else as it came. */
export function asTaken(error: unknown): unknown {
  const cause = error instanceof Error ? error.cause : undefined
  if (typeof cause !== 'object' || cause === null || !('constraint' in cause)) return error
  const field = FIELDS[String(cause.constraint)]
  if (!field) return error
  return new AppError('conflict', `${field.path}: ${field.message}`, { errors: [field], cause: error })
}
