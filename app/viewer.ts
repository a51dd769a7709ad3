import type { Viewer } from '@/components/session/viewer'
import { type Actor, isAdmin } from '@/lib/context/actor'

/** The person behind an actor as the screens know them. */
export function viewerOf(actor: Actor): Viewer | null {
  return actor.kind === 'user' ? { username: actor.username, name: actor.name, isAdmin: isAdmin(actor) } : null
}
