import { expect, type Page, test } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { auditLog } from '@/db/schema/audit'
import { identities } from '@/db/schema/entry'
import { sessions, users } from '@/db/schema/users'
import { makeTotpSecret, totpCode } from '@/lib/auth/totp'
import { seal } from '@/lib/sealing/seal'
import { freePort } from '../scripts/ports'
import { examine } from './examine'
import { type Instance, startInstance } from './matrix/instance'
import {
  atProvider,
  HOUSE,
  logOut,
  meOf,
  newBrowser,
  newName,
  PASSWORD,
  person,
  signIn,
  signInAgain,
  statusOfMe,
  toTheHouse,
} from './oidc/oidc-fixtures'
import { type StartedProvider, startProvider } from './oidc/start-provider'

// A library of their own whose people come from a real provider too.
test.describe.configure({ mode: 'serial' })

let provider: StartedProvider
let instance: Instance

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
    OIDC_ROLE_CLAIM: 'groups',
    OIDC_ADMIN_VALUE: 'photo-admins',
    OIDC_QUOTA_CLAIM: 'quota',
  })
})
test.afterAll(async () => {
  await instance.stop()
  await provider.stop()
})

const dialog = (page: Page) => page.getByRole('dialog')
const waysIn = (page: Page) => page.getByRole('list', { name: 'Other ways in' }).getByRole('listitem')

async function looks(page: Page, about: string): Promise<void> {
  for (const [device, width] of [
    ['phone', 320],
    ['desktop', 1280],
  ] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await examine(page, `${about}, ${device}, ${colorScheme}`)
      const shots = process.env.SHOTS
      if (shots) await page.screenshot({ path: `${shots}/${about}-${device}-${colorScheme}.png` })
    }
  }
}

test('somebody new gets an account, comes again, and is what the issuer says at each log-in', async ({ browser }) => {
  const [login, context] = [newName(), await newBrowser(browser, instance)]
  const page = await context.newPage()
  const told = { email: `${login}@example.org`, email_verified: true, name: 'Ada', preferred_username: login }
  await person(browser, instance, { role: 'admin' })
  await provider.tell(login, { ...told, groups: [], quota: '5 GB' })
  await page.goto('/login?next=/settings')
  await looks(page, 'log-in')
  await toTheHouse(page).click()
  await atProvider(page, login)
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  expect(new URL(page.url()).pathname).toBe('/settings')
  const me = await meOf(context)
  expect(me).toMatchObject({ username: login, name: 'Ada', role: 'user', quotaBytes: 5e9, hasPassword: false })
  await expect(waysIn(page)).toContainText([HOUSE])
  await looks(page, 'settings')
  expect((await context.cookies()).map(({ name }) => name)).not.toContain('albumen.intent')

  await logOut(context)
  expect(await statusOfMe(context)).toBe(401)
  await provider.tell(login, { ...told, groups: ['photo-admins'], quota: 1e9 })
  await signInAgain(page, '/admin')
  await expect(page).toHaveURL(/\/admin$/)
  expect(await meOf(context)).toMatchObject({ id: me.id, role: 'admin', quotaBytes: 1e9 })
  await logOut(context)
  await provider.tell(login, told)
  await signInAgain(page)
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  expect(await meOf(context)).toMatchObject({ id: me.id, role: 'user', quotaBytes: 1e9 })
  const entries = await instance.db.select().from(auditLog).where(eq(auditLog.subjectId, me.id)).orderBy(auditLog.id)
  expect(entries.map(({ action, details }) => [action, details.role])).toEqual([
    ['account.made', 'user'],
    ['account.logged_in', undefined],
    ['account.changed', 'admin'],
    ['account.logged_in', undefined],
    ['account.changed', 'user'],
    ['account.logged_in', undefined],
  ])

  await page.getByRole('button', { name: `Unlink ${HOUSE}` }).click()
  await dialog(page).getByRole('button', { name: 'Unlink' }).click()
  await expect(dialog(page)).toContainText('This is the only way into your account. Set a password first')
  await examine(page, 'the only way in')
  await dialog(page).getByRole('button', { name: 'Cancel' }).click()
  const password = page.locator('section').filter({ hasText: 'Every other log-in and every access token ends' })
  await password.getByLabel('New password').fill(PASSWORD)
  await password.getByRole('button', { name: 'Set a password' }).click()
  await expect(password.getByLabel('Current password')).toBeVisible()
  await page.getByRole('button', { name: `Unlink ${HOUSE}` }).click()
  await dialog(page).getByLabel('Current password').fill(PASSWORD)
  await dialog(page).getByRole('button', { name: 'Unlink' }).click()
  await expect(waysIn(page)).toHaveCount(0)
  await context.close()
})

test('an account is linked by who is logged in, never by an e-mail address', async ({ browser }) => {
  const ada = await person(browser, instance)
  const login = newName()
  await provider.tell(login, { email: ada.email, email_verified: true, name: 'Somebody' })
  const stranger = await newBrowser(browser, instance)
  const theirs = await stranger.newPage()
  await signIn(theirs, login)
  await expect(theirs.getByText('An account here has your e-mail address already.')).toBeVisible()
  await examine(theirs, 'refused')
  expect(await statusOfMe(stranger)).toBe(401)

  const { page } = ada
  await page.goto('/settings')
  await page.getByRole('button', { name: `Link ${HOUSE}` }).click()
  await dialog(page).getByLabel('Current password').fill('wrong')
  await dialog(page).getByRole('button', { name: 'Continue' }).click()
  await expect(dialog(page).getByLabel('Current password')).toHaveAccessibleDescription(/this is another one/)
  await looks(page, 'link')
  await dialog(page).getByLabel('Current password').fill(PASSWORD)
  await dialog(page).getByRole('button', { name: 'Continue' }).click()
  await atProvider(page, login)
  await expect(page.getByText('It is linked.')).toBeVisible()
  await expect(waysIn(page)).toContainText(['not used yet'])

  await signInAgain(theirs)
  await expect(theirs.getByRole('heading', { name: 'Settings' })).toBeVisible()
  expect(await meOf(stranger)).toMatchObject({ username: ada.username })
  await logOut(stranger)

  const bob = await person(browser, instance)
  await bob.page.goto('/settings')
  await bob.page.getByRole('button', { name: `Link ${HOUSE}` }).click()
  await dialog(bob.page).getByLabel('Current password').fill(PASSWORD)
  await dialog(bob.page).getByRole('button', { name: 'Continue' }).click()
  await atProvider(bob.page, login)
  await expect(bob.page.getByText(`Whom ${HOUSE} names is linked already`)).toBeVisible()
  await expect(waysIn(bob.page)).toHaveCount(0)
  expect(await meOf(bob.context)).toMatchObject({ username: bob.username })

  await page.reload()
  await page.getByRole('button', { name: `Unlink ${HOUSE}` }).click()
  await dialog(page).getByLabel('Current password').fill(PASSWORD)
  await dialog(page).getByRole('button', { name: 'Unlink' }).click()
  await expect(waysIn(page)).toHaveCount(0)
  await signInAgain(theirs)
  await expect(theirs.getByText('An account here has your e-mail address already.')).toBeVisible()
  expect(await statusOfMe(stranger)).toBe(401)
  for (const { context } of [ada, bob]) await context.close()
  await stranger.close()
})

test('a link that was begun is nothing to whoever logs in after', async ({ browser }) => {
  const ada = await person(browser, instance)
  const login = newName()
  await provider.tell(login, { email: `${login}@example.org` })
  await ada.page.goto('/settings')
  await ada.page.getByRole('button', { name: `Link ${HOUSE}` }).click()
  await dialog(ada.page).getByLabel('Current password').fill(PASSWORD)
  await dialog(ada.page).getByRole('button', { name: 'Continue' }).click()
  await expect(ada.page.getByPlaceholder('Enter any login')).toBeVisible()
  await instance.db.delete(sessions).where(eq(sessions.userId, ada.user.id))
  await atProvider(ada.page, login)
  await expect(ada.page).toHaveURL(/\/login/)
  expect(await statusOfMe(ada.context)).toBe(401)
  expect(await instance.db.$count(identities, eq(identities.subject, login))).toBe(0)
  await ada.context.close()
})

test('a disabled account stays out', async ({ browser }) => {
  const [login, context] = [newName(), await newBrowser(browser, instance)]
  const page = await context.newPage()
  await provider.tell(login, { email: `${login}@example.org` })
  await signIn(page, login)
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  const { id } = await meOf(context)
  await instance.db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, id))
  await signInAgain(page)
  await expect(page.getByText('This account is disabled.')).toBeVisible()
  expect(await statusOfMe(context)).toBe(401)
  await context.close()
})

test('a second factor is asked after the issuer', async ({ browser }) => {
  const [login, context] = [newName(), await newBrowser(browser, instance)]
  const page = await context.newPage()
  await provider.tell(login, { email: `${login}@example.org` })
  await signIn(page, login)
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
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
  await expect(page).toHaveURL(/\/trash$/)
  expect(await meOf(context)).toMatchObject({ username: login })
  await elsewhere.close()
  await context.close()
})

test('an answer of the issuer is for one browser, and once', async ({ browser }) => {
  const [login, context] = [newName(), await newBrowser(browser, instance)]
  const page = await context.newPage()
  await provider.tell(login, { email: `${login}@example.org` })
  let answer = ''
  const held = /\/api\/auth\/callback\/oidc\?/
  await page.route(held, (route) => {
    answer = route.request().url()
    return route.abort()
  })
  await signIn(page, login)
  await expect.poll(() => answer).toContain('code=')
  const thief = await newBrowser(browser, instance)
  const theirs = await thief.newPage()
  await theirs.goto(answer)
  await expect(theirs.getByText(`Signing in with ${HOUSE} was not finished`)).toBeVisible()
  expect(await statusOfMe(thief)).toBe(401)
  // With a way of its own begun, the thief's browser has a state too: another one.
  await theirs.goto('/login')
  await theirs.route(/\/auth\?/, (route) => route.abort())
  await toTheHouse(theirs).click()
  await expect.poll(async () => (await thief.cookies()).map(({ name }) => name)).toContain('next-auth.state')
  await theirs.goto(answer)
  await expect(theirs.getByText(`Signing in with ${HOUSE} was not finished`)).toBeVisible()
  expect(await statusOfMe(thief)).toBe(401)

  const cookies = await context.cookies()
  await page.unroute(held)
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
