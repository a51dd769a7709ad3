import { AppError } from '../errors'

/** The store does not answer as it should. @param cause for the log @param seconds to wait before a retry */
export function storeUnavailable(cause: unknown, seconds = 5): AppError {
  const message = 'The place where photos are kept does not answer now. Nothing is lost; try again in a moment.'
  return new AppError('unavailable', message, { cause, retryAfterSeconds: seconds })
}

/** A body of another length than announced. @param bytes the announced length */
export function wrongLength(bytes: number): AppError {
  return new AppError('unprocessable', `The file was announced with ${bytes} bytes, but another number came.`)
}

/** `ifAbsent` met an object. */
export function keyTaken(): AppError {
  return new AppError('conflict', 'There is an object with this key already.')
}

/** `ifMatch` met another object than the one meant. */
export function objectChanged(): AppError {
  return new AppError('conflict', 'The object has changed in the meantime.')
}
