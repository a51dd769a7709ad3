import { userIdOf } from '../context/actor'
import type { Context } from '../context/context'
import { notFound } from '../errors/app-error'
import { type FoundLink, findLink } from './open-link'
import { unlockedCookies } from './unlock-cookie'

/** Whether a link that holds is one's own: its owner is told so on the visitors' page. */
export async function isOwnLink(ctx: Context, token: string): Promise<boolean> {
  return (await ownLinkAt(ctx, token)) !== null
}

/**
 * Unlocks one of one's own links in this browser without its password, to see it as visitors do.
 * @returns the Set-Cookie values; none where it has no password
 * @throws AppError not_found: no such link, or somebody else's
 */
export async function unlockOwnLink(ctx: Context, token: string): Promise<string[]> {
  const found = await ownLinkAt(ctx, token)
  if (!found) throw notFound()
  return found.link.passwordHash === null ? [] : unlockedCookies(found.link, token)
}

async function ownLinkAt({ actor, db }: Context, token: string): Promise<FoundLink | null> {
  const userId = userIdOf(actor)
  if (userId === null) return null
  const found = await findLink(db, token)
  return found?.link.ownerId === userId ? found : null
}
