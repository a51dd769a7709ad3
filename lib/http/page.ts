import { pageActor } from '../auth/session'
import type { Context } from '../context/context'
import { runtime } from '../context/runtime'

/** The context of a server component: who looks, the database and the store. */
export async function pageContext(): Promise<Context> {
  const { db, dear, store } = runtime()
  return { actor: await pageActor(), db, dear, store }
}
