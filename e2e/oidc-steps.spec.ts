import { type Browser, type BrowserContext, expect, test } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/users'
import { makeTotpSecret, totpCode } from '@/lib/auth/totp'
import { seal } from '@/lib/sealing/seal'
import {
  HOUSE,
  logOut,
  looks,
  meOf,
  newBrowser,
  newName,
  signIn,
  signInAgain,
  statusOfMe,
  withHouse,
} from './oidc/oidc-fixtures'

// What stands between the issuer and a session.
test.describe.configure({ mode: 'serial' })

const house = withHouse({})

/** Begins the way to the provider. @returns its address */
async function begin({ request }: BrowserContext): Promise<string> {
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json()
  const form = { csrfToken, callbackUrl: '/settings' }
  return (await (await request.post('/api/auth/signin/oidc', { form })).json()).url
}

/** The address to which the provider, which knows the browser, would send it back; nobody has been there yet. */
async function answerTo(context: BrowserContext, origin: string): Promise<string> {
  let url = await begin(context)
  while (!url.startsWith(`${origin}/api/auth/callback/oidc?`)) {
    const reply = await context.request.get(url, { maxRedirects: 0 })
    const { location } = reply.headers()
    if (location === undefined) throw new Error(`${reply.status()} at ${new URL(url).pathname}`)
    url = new URL(location, url).href
  }
  return url
}

/** Somebody new who has just signed in at the provider. */
async function comeIn(browser: Browser) {
  const { provider, instance } = house()
  const [login, context] = [newName(), await newBrowser(browser, instance)]
  const page = await context.newPage()
  await provider.tell(login, { email: `${login}@example.org` })
  await signIn(page, login)
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  return { instance, login, context, page }
}

test('a disabled account stays out', async ({ browser }) => {
  const { instance, context, page } = await comeIn(browser)
  const { id } = await meOf(context)
  await instance.db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, id))
  await signInAgain(page)
  await expect(page.getByText('This account is disabled.')).toBeVisible()
  expect(await statusOfMe(context)).toBe(401)
  await context.close()
})

test('a second factor is asked after the issuer', async ({ browser }) => {
  const { instance, login, context, page } = await comeIn(browser)
  const { id } = await meOf(context)
  const secret = makeTotpSecret()
  const totpSecret = seal(secret, { purpose: 'second factor', of: id, secret: instance.secret })
  await instance.db.update(users).set({ totpSecret }).where(eq(users.id, id))
  await logOut(context)
  await signInAgain(page, '/trash')
  await expect(page.getByText('This account has a second factor.')).toBeVisible()
  expect(await statusOfMe(context)).toBe(401)
  await looks(page, 'code')
  await page.getByLabel('Code', { exact: true }).fill('abcdef')
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByLabel('Code', { exact: true })).toHaveAccessibleDescription(/this one is wrong/)
  const elsewhere = await newBrowser(browser, instance)
  const other = await elsewhere.newPage()
  await other.goto('/login/code')
  await other.getByLabel('Code', { exact: true }).fill(totpCode(secret, Date.now()))
  await other.getByRole('button', { name: 'Log in' }).click()
  await expect(other.getByText('This was begun too long ago. Sign in again.')).toBeVisible()
  await page.getByLabel('Code', { exact: true }).fill(totpCode(secret, Date.now()))
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.waitForURL((url) => url.pathname === '/trash')
  expect(await meOf(context)).toMatchObject({ username: login })
  await elsewhere.close()
  await context.close()
})

test('an answer of the issuer is for one browser, and once', async ({ browser }) => {
  const { instance, login, context, page } = await comeIn(browser)
  await logOut(context)
  const answer = await answerTo(context, instance.url)
  const thief = await newBrowser(browser, instance)
  const theirs = await thief.newPage()
  await theirs.goto(answer)
  await expect(theirs.getByText(`Signing in with ${HOUSE} was not finished`)).toBeVisible()
  expect(await statusOfMe(thief)).toBe(401)
  // With a way of its own begun, the thief's browser has a state too: another one.
  await begin(thief)
  expect((await thief.cookies()).map(({ name }) => name)).toContain('next-auth.state')
  await theirs.goto(answer)
  await expect(theirs.getByText(`Signing in with ${HOUSE} was not finished`)).toBeVisible()
  expect(await statusOfMe(thief)).toBe(401)

  const cookies = await context.cookies()
  await page.goto(answer)
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  expect(await meOf(context)).toMatchObject({ username: login })
  await logOut(context)
  await page.goto(answer)
  await expect(page.getByText(`Signing in with ${HOUSE} was not finished`)).toBeVisible()
  // With all that the browser had: the provider takes a code once.
  await context.addCookies(cookies)
  await page.goto(answer)
  await expect(page.getByText(`Signing in with ${HOUSE} was not finished`)).toBeVisible()
  expect(await statusOfMe(context)).toBe(401)
  await thief.close()
  await context.close()
})
