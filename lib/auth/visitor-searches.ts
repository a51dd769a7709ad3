import type { Context } from '../context/context'
import { LINK_SEARCHES, SEARCHES } from './attempts'
import { AttemptsInBlocks } from './attempts-in-blocks'

const blocks = new AttemptsInBlocks()

/**
 * Counts a search of somebody who is not logged in, by address; people and their tokens are not counted.
 * @throws AppError rate_limited
 */
export async function countVisitorSearch({ actor, address, db }: Context): Promise<void> {
  if (address === undefined) return
  if (actor.kind === 'anonymous') await blocks.take(db, SEARCHES, address)
  if (actor.kind === 'link') await blocks.take(db, LINK_SEARCHES, `${actor.linkId}\n${address}`)
}
