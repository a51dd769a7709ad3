import { headers } from 'next/headers'
import { pageActor } from '../auth/session'
import type { Context } from '../context/context'
import { runtime } from '../context/runtime'
import { clientAddress } from './client-address'

/** The context of a server component: who looks and from where, the database and the store. */
export async function pageContext(): Promise<Context & { address: string }> {
  const { db, dear, store } = runtime()
  return { actor: await pageActor(), db, dear, store, address: clientAddress(await headers()) }
}
