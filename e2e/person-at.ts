import { randomBytes } from 'node:crypto'
import type { Browser } from '@playwright/test'
import { encode } from 'next-auth/jwt'
import { makeUser } from '@/db/testing/factories'
import { beginSession } from '@/lib/auth/log-in'
import { hashPassword } from '@/lib/auth/passwords'
import type { Instance } from './matrix/instance'
import { PASSWORD } from './new-person'

/** Somebody who is logged in at an instance of a spec's own, in a browser of their own. */
export async function personAt(
  instance: Instance,
  browser: Browser,
  fields: Partial<Parameters<typeof makeUser>[1]> = {},
) {
  const username = `p-${randomBytes(5).toString('hex')}`
  const email = `${username}@example.org`
  const passwordHash = await hashPassword(PASSWORD)
  const user = await makeUser(instance.db, { username, name: username, email, passwordHash, ...fields })
  const context = await browser.newContext({ baseURL: instance.url })
  const token = await beginSession(instance.db, { id: user.id, version: user.sessionVersion }, 'a spec')
  const value = await encode({ token: { ...token }, secret: instance.secret, maxAge: 3600 })
  await context.addCookies([{ name: 'next-auth.session-token', value, url: instance.url, httpOnly: true }])
  return { id: user.id, username, email, context, page: await context.newPage() }
}
