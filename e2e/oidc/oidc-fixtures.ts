import { randomBytes } from 'node:crypto'
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'
import { encode } from 'next-auth/jwt'
import { makeUser } from '@/db/testing/factories'
import { beginSession } from '@/lib/auth/log-in'
import { hashPassword } from '@/lib/auth/passwords'
import { freePort } from '../../scripts/ports'
import { examine } from '../examine'
import { type Instance, startInstance } from '../matrix/instance'
import { type StartedProvider, startProvider } from './start-provider'

interface House {
  provider: StartedProvider
  instance: Instance
}

/**
 * A library of its own whose people come from a real provider, for all tests of a spec.
 * @returns asks for it inside a test
 */
export function withHouse(variables: Record<string, string>): () => House {
  let provider: StartedProvider | undefined
  let instance: Instance | undefined
  test.beforeAll(async () => {
    test.setTimeout(480_000)
    const port = await freePort()
    provider = await startProvider([`http://127.0.0.1:${port}/api/auth/callback/oidc`])
    instance = await startInstance({
      PORT: String(port),
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: 'albumen',
      OIDC_CLIENT_SECRET: 'a secret of the two',
      OIDC_NAME: HOUSE,
      ...variables,
    })
  })
  test.afterAll(async () => {
    await instance?.stop()
    await provider?.stop()
  })
  return () => {
    if (!provider || !instance) throw new Error('the library has not been started')
    return { provider, instance }
  }
}

export const PASSWORD = 'long enough to remember'
/** What the button calls the issuer. */
export const HOUSE = 'Our house'

export const newName = () => `o-${randomBytes(5).toString('hex')}`

/** A browser of its own that fetches nothing from the network. */
export async function newBrowser(browser: Browser, instance: Instance): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: instance.url })
  await context.route('https://**', (route) => route.abort())
  return context
}

/** Somebody with a password who is logged in, in a browser of their own. */
export async function person(browser: Browser, instance: Instance, fields: { role?: 'admin' | 'user' } = {}) {
  const username = newName()
  const passwordHash = await hashPassword(PASSWORD)
  const email = `${username}@example.org`
  const user = await makeUser(instance.db, { username, name: username, email, passwordHash, ...fields })
  const context = await newBrowser(browser, instance)
  const token = await beginSession(instance.db, { id: user.id, version: user.sessionVersion }, 'a spec')
  const value = await encode({ token: { ...token }, secret: instance.secret, maxAge: 3600 })
  await context.addCookies([{ name: 'next-auth.session-token', value, url: instance.url, httpOnly: true }])
  return { user, username, email, context, page: await context.newPage() }
}

export const toTheHouse = (page: Page) => page.getByRole('button', { name: `Continue with ${HOUSE}` })

/** At the provider's own pages: says who one is and agrees. */
export async function atProvider(page: Page, login: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(login)
  await page.getByPlaceholder('and password').fill('any')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
}

/** Goes to the provider for the first time in this browser, and back. */
export async function signIn(page: Page, login: string, next = '/settings'): Promise<void> {
  await page.goto(`/login?next=${next}`)
  await toTheHouse(page).click()
  await atProvider(page, login)
}

/** The provider knows this browser: it asks nothing more. */
export async function signInAgain(page: Page, next = '/settings'): Promise<void> {
  await page.goto(`/login?next=${next}`)
  await toTheHouse(page).click()
}

/** Of Albumen alone: the provider still knows the browser. */
export async function logOut(context: BrowserContext): Promise<void> {
  const { csrfToken } = await (await context.request.get('/api/auth/csrf')).json()
  const reply = await context.request.post('/api/auth/signout', { form: { csrfToken, json: 'true' } })
  expect(reply.ok()).toBe(true)
}

export const meOf = async (context: BrowserContext) => (await context.request.get('/api/v1/me')).json()
export const statusOfMe = async (context: BrowserContext) => (await context.request.get('/api/v1/me')).status()

/** On a phone and a screen, by day and by night. */
export async function looks(page: Page, about: string): Promise<void> {
  for (const [device, width] of [
    ['phone', 320],
    ['desktop', 1280],
  ] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await examine(page, `${about}, ${device}, ${colorScheme}`, [], colorScheme === 'dark')
      const shots = process.env.SHOTS
      if (shots) await page.screenshot({ path: `${shots}/${about}-${device}-${colorScheme}.png`, fullPage: true })
    }
  }
}
