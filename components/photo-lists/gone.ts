import type { Photo } from '@/lib/photos/contract'
import { isLinkOpen, mayHaveEnded } from './link-state'
import { pageLists } from './page-lists'
import { apiOfPage } from './page-of-link'

/**
 * A picture did not come: asks why. A photo that is not there any more (deleted elsewhere, or not shown to this person now) leaves every list.
 * @returns whether it has gone; false too where nobody could be asked
 */
export async function dropIfGone({ id }: Pick<Photo, 'id'>): Promise<boolean> {
  const reply = await fetch(`${apiOfPage()}/photos/${id}`, { credentials: 'same-origin' }).catch(() => null)
  // A link that has ended shows nothing: its photos need not leave one by one.
  if (mayHaveEnded(reply) && !(await isLinkOpen())) return true
  const gone = reply !== null && (reply.status === 404 || (reply.ok && Boolean((await reply.json()).deletedAt)))
  if (gone && !inTrash()) pageLists.remove(new Set([id]))
  return gone
}

/** There deleted photos belong on the screen. */
function inTrash(): boolean {
  return window.location.pathname === '/trash'
}
