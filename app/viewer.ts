import type { Viewer } from '@/components/shell/viewer'
import { type Actor, isAdmin } from '@/lib/auth/actor'

/** The person behind an actor as the screens know them. */
export function viewerOf(actor: Actor): Viewer | null {
  return actor.kind === 'user' ? { username: actor.username, name: actor.name, isAdmin: isAdmin(actor) } : null
}
