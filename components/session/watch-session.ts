import { onSessionHint } from './session-news'
import { type Person, whoIsIt } from './who-is-it'

/** Coming back to a tab asks at most this often, in milliseconds. */
const REST = 10_000

/**
 * Asks who is logged in whenever something hints at another session.
 * @param learn told who it is now
 * @returns ends it
 */
export function watchSession(learn: (now: Person) => void): () => void {
  let askedAt = 0
  return onSessionHint(async (sure) => {
    if (!sure && Date.now() - askedAt < REST) return
    askedAt = Date.now()
    const now = await whoIsIt()
    if (now) learn(now)
  })
}
