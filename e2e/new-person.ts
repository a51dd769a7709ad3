import { randomBytes } from 'node:crypto'
import { type BrowserContext, expect } from '@playwright/test'
import { encode } from 'next-auth/jwt'
import { MEMORIES_COOKIE } from '@/components/session/memories-cookie'
import { makeUser } from '@/db/testing/factories'
import { beginSession } from '@/lib/auth/log-in'
import { hashPassword } from '@/lib/auth/passwords'
import { type Inside, insideOf } from './inside'

export const PASSWORD = 'long enough to remember'

let passwordHash: Promise<string> | undefined

/**
 * A new person, logged in in this browser. How one signs up and logs in is looked at in accounts.spec.ts: here it is made at once where
 * that can be.
 * @returns the username
 */
export async function newPerson(context: BrowserContext, origin: string): Promise<string> {
  const username = `p-${randomBytes(6).toString('hex')}`
  const email = `${username}@example.org`
  // What a gallery shows of other years depends on the day of the run: specs that are not about it begin without.
  await context.addCookies([{ name: MEMORIES_COOKIE, value: '9999-12-31', url: origin }])
  const inside = insideOf(origin)
  if (inside) {
    passwordHash ??= hashPassword(PASSWORD)
    const user = await makeUser(inside.db, { username, name: username, email, passwordHash: await passwordHash })
    const token = await beginSession(inside.db, { id: user.id, version: user.sessionVersion }, 'a spec')
    await context.addCookies([await sessionCookie(inside, token, origin)])
  } else await signUpAndLogIn(context, origin, { username, email, password: PASSWORD })
  return username
}

async function sessionCookie({ secret }: Inside, token: object, url: string) {
  const value = await encode({ token: { ...token }, secret, maxAge: 3600 })
  return { name: 'next-auth.session-token', value, url, httpOnly: true, sameSite: 'Lax' as const }
}

interface Account {
  username: string
  email: string
  password: string
}

async function signUpAndLogIn({ request }: BrowserContext, origin: string, account: Account): Promise<void> {
  const made = await request.post('/api/v1/users', { data: account, headers: { origin } })
  expect(made.status(), await made.text()).toBe(201)
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json()
  const form = { csrfToken, login: account.username, password: account.password, json: 'true' }
  const reply = await request.post('/api/auth/callback/credentials', { form, headers: { origin } })
  expect(reply.ok()).toBe(true)
}
