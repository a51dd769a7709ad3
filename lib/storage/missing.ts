import { AppError } from '../errors/app-error'

/** Whether an error says that there is no such object. */
export function isMissing(error: unknown): boolean {
  return error instanceof AppError && error.code === 'not_found'
}

/** For `catch`: null for a missing object; every other error is thrown on. */
export function orNullIfMissing(error: unknown): null {
  if (isMissing(error)) return null
  throw error
}
