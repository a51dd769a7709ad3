import { AppError } from '../errors/app-error'
import { oneByOne } from './one-by-one'

const MOST_WAITING = 100
const RETRY_SECONDS = 5

/**
 * Makes changes of one person that would wait for each other in the database wait here, one after another: so they take one connection, and not
 * all that there are from everybody. Not to be asked for within itself.
 * @throws AppError unavailable when too many of them wait
 */
export function ownerInTurn<T>(userId: string, change: () => Promise<T>): Promise<T> {
  const refusal = () =>
    new AppError('unavailable', 'Too many of your changes wait for each other. Try again in some seconds.', {
      retryAfterSeconds: RETRY_SECONDS,
    })
  return oneByOne(`changes of ${userId}`, { most: MOST_WAITING, refusal }, change)
}
