import { expect, type Page, test } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { auditLog } from '@/db/schema/audit'
import { identities } from '@/db/schema/entry'
import { sessions } from '@/db/schema/users'
import { examine } from './examine'
import {
  atProvider,
  HOUSE,
  logOut,
  looks,
  meOf,
  newBrowser,
  newName,
  PASSWORD,
  person,
  signIn,
  signInAgain,
  statusOfMe,
  toTheHouse,
  withHouse,
} from './oidc/oidc-fixtures'

// A library of their own whose people come from a real provider too.
test.describe.configure({ mode: 'serial' })

const house = withHouse({ OIDC_ROLE_CLAIM: 'groups', OIDC_ADMIN_VALUE: 'photo-admins', OIDC_QUOTA_CLAIM: 'quota' })

const dialog = (page: Page) => page.getByRole('dialog')
const waysIn = (page: Page) => page.getByRole('list', { name: 'Other ways in' }).getByRole('listitem')

test('somebody new gets an account, comes again, and is what the issuer says at each log-in', async ({ browser }) => {
  const { provider, instance } = house()
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
  await page.waitForURL((url) => url.pathname === '/admin')
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
    ['account.logged_out', undefined],
    ['account.changed', 'admin'],
    ['account.logged_in', undefined],
    ['account.logged_out', undefined],
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
  const { provider, instance } = house()
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
  const { provider, instance } = house()
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
  await ada.page.waitForURL((url) => url.pathname === '/login')
  expect(await statusOfMe(ada.context)).toBe(401)
  expect(await instance.db.$count(identities, eq(identities.subject, login))).toBe(0)
  await ada.context.close()
})
