import { ApiError } from '@/lib/http/api-error'
import { TransportFailure } from './transport'

/** ApiError → TransportFailure: the engine knows of nothing above it. */
export async function translated<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    throw asFailure(error)
  }
}

/** The engine's error for an ApiError; anything else as it is. */
export function asFailure(error: unknown): unknown {
  return error instanceof ApiError ? new TransportFailure(error.status, error.message, error.retryAfterSeconds) : error
}
