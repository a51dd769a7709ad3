import { AppError } from '../errors/app-error'
import { isFull, noRoom } from '../errors/full'

/** The store does not answer as it should, or is full. @param cause for the log @param seconds to wait before a retry */
export function storeUnavailable(cause: unknown, seconds = 5): AppError {
  if (isFull(cause)) return noRoom(cause)
  const message = 'The place where photos are kept does not answer now. Nothing is lost; try again in a moment.'
  return new AppError('unavailable', message, { cause, retryAfterSeconds: seconds })
}

/** A body of another length than announced. @param bytes the announced length @param came how many came, in words */
export function wrongLength(bytes: number, came: string): AppError {
  const message = `The file was announced with ${bytes} bytes, but ${came} came. Send it again, whole.`
  return new AppError('unprocessable', message)
}

/** `ifAbsent` met an object, or `ifMatch` another one than was meant. */
export function storeConflict(): AppError {
  return new AppError('conflict', 'There is another file in this place already.')
}
