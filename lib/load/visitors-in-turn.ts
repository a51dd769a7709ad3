import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import { oneByOne } from './one-by-one'

const MOST_WAITING = 500
const RETRY_SECONDS = 5

/**
 * Reads what everybody may read and what costs as others have filled it: albums, feeds, the sitemap, suggestions. Visitors are served one
 * after another, so however many read, they take what one of them would; whoever is logged in does not wait.
 * Not to be asked for within itself.
 * @throws AppError unavailable when too many visitors wait
 */
export function visitorsInTurn<T>(ctx: Context, work: () => Promise<T>): Promise<T> {
  if (ctx.actor.kind !== 'anonymous') return work()
  const refusal = () =>
    new AppError('unavailable', 'Too many visitors read at once. Try again in some seconds.', {
      retryAfterSeconds: RETRY_SECONDS,
    })
  return oneByOne('visitors', { most: MOST_WAITING, refusal }, work)
}
