import { AppError } from './app-error'

/** Seconds until one looks again whether somebody has made room. */
const LOOK_AGAIN_SECONDS = 60

const FILES_FULL = /^(ENOSPC|EDQUOT)$/
const DATABASE_FULL = '53100'

/** Whether an error says that a disk, or what one may use of it, is full. */
export function isFull(error: unknown): boolean {
  const code = codeOf(error, (code) => FILES_FULL.test(code) || code === DATABASE_FULL)
  return code !== null
}

function codeOf(error: unknown, is: (code: string) => boolean, depth = 0): string | null {
  if (!(error instanceof Error) || depth > 4) return null
  const code = 'code' in error ? String(error.code) : ''
  return is(code) ? code : codeOf(error.cause, is, depth + 1)
}

/** Nothing more can be kept until somebody makes room: trying again in a moment does not help. @param cause for the log */
export function noRoom(cause: unknown): AppError {
  const database = codeOf(cause, (code) => code === DATABASE_FULL) !== null
  const message = `There is no room left ${database ? 'in the database' : 'where originals are kept'}.`
  return new AppError('unavailable', message, { cause, retryAfterSeconds: LOOK_AGAIN_SECONDS })
}
