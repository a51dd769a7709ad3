import { randomBytes } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/users'
import { examine } from './examine'
import { insideOf } from './inside'
import { newPerson } from './new-person'

const FIRST_PASSWORD = 'the very first words'

/** Logs an administrator in. */
async function administrator(page: Page, origin: string): Promise<string> {
  const inside = insideOf(origin)
  test.skip(!inside, 'SKIPPED: the server was started by somebody else')
  const username = await newPerson(page.context(), origin)
  await inside?.db.update(users).set({ role: 'admin' }).where(eq(users.username, username))
  return username
}

const row = (page: Page, name: string) =>
  page.getByRole('list', { name: 'People' }).getByRole('listitem').filter({ hasText: name })
const dialog = (page: Page) => page.getByRole('dialog')

async function choose(page: Page, name: string, item: string): Promise<void> {
  await row(page, name)
    .getByRole('button', { name: /^More for/ })
    .click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('somebody is added, changed, disabled, enabled and deleted, and the log has it', async ({
  page,
  browser,
  baseURL,
}) => {
  const origin = String(baseURL)
  await administrator(page, origin)
  const username = `x-${randomBytes(6).toString('hex')}`
  await page.goto('/admin/people')
  await page.getByRole('button', { name: 'Add somebody' }).click()
  await dialog(page).getByLabel('Username').fill('No')
  await dialog(page).getByRole('button', { name: 'Add' }).click()
  await expect(dialog(page).getByLabel('Username')).toBeFocused()
  await examine(page, 'mistakes in the dialog')
  await dialog(page).getByLabel('Name', { exact: true }).fill('Ximena')
  await dialog(page).getByLabel('Username').fill(username)
  await dialog(page).getByLabel('E-mail').fill(`${username}@example.org`)
  await dialog(page).getByLabel('First password', { exact: true }).fill(FIRST_PASSWORD)
  await dialog(page).getByLabel('Storage in GB').fill('2,5')
  await dialog(page).getByRole('button', { name: 'Add' }).click()
  await expect(dialog(page)).toBeHidden()
  await page.getByRole('searchbox', { name: 'Search people' }).fill(username)
  await expect(page.getByRole('main').getByRole('status')).toHaveText('1 person')
  await expect(row(page, username)).toContainText('0 photos · 0 bytes of 2.5 GB · not logged in')

  const theirs = await browser.newContext({ baseURL: origin })
  const screen = await theirs.newPage()
  await screen.goto('/login')
  await screen.getByLabel('E-mail or username').fill(username)
  await screen.getByLabel('Password', { exact: true }).fill(FIRST_PASSWORD)
  await screen.getByRole('button', { name: 'Log in' }).click()
  await expect(screen).toHaveURL(`${origin}/`)

  await choose(page, username, 'Change…')
  await dialog(page).getByLabel('Name', { exact: true }).fill('Ximena the second')
  await dialog(page).getByLabel('Storage in GB').fill('')
  await dialog(page).getByRole('button', { name: 'Save' }).click()
  await expect(row(page, username)).toContainText('Ximena the second')
  await choose(page, username, 'Disable')
  await expect(row(page, username)).toContainText('Disabled')
  expect((await theirs.request.get('/api/v1/me')).status()).toBe(401)
  await choose(page, username, 'Enable')
  await expect(row(page, username)).not.toContainText('Disabled')
  await examine(page, 'people')

  await choose(page, username, 'Delete…')
  await dialog(page).getByLabel(`Type “${username}” to confirm`).fill('somebody')
  await dialog(page).getByRole('button', { name: 'Delete for ever' }).click()
  await expect(dialog(page).getByRole('alert').filter({ hasText: username })).toBeVisible()
  await dialog(page).getByLabel(`Type “${username}” to confirm`).fill(username)
  await dialog(page).getByRole('button', { name: 'Delete for ever' }).click()
  await expect(page.getByText(/^Ximena the second is deleted: 0 photos/)).toBeVisible()
  await expect(page.getByRole('main').getByRole('status')).toHaveText('Nobody is like this.')

  await page.goto('/admin/log')
  await page.getByRole('searchbox', { name: 'Username or id' }).fill(username)
  const entries = page.getByRole('list', { name: 'Entries' }).getByRole('listitem')
  await expect(entries).toHaveCount(6)
  await expect(entries.first()).toContainText('Account deleted')
  await expect(entries.last()).toContainText('Account made')
  await examine(page, 'log')
  const csv = await page.request.get(`/api/v1/admin/audit.csv?person=${username}`)
  expect((await csv.text()).trim().split('\r\n')).toHaveLength(7)
  await theirs.close()
})

test('jobs are paused and go on; settings hold; the overview says how the library is', async ({ page, baseURL }) => {
  await administrator(page, String(baseURL))
  await page.goto('/admin')
  await expect(page.getByRole('region', { name: 'Health' })).toContainText('The database answers and can be written.')
  await expect(page.getByRole('region', { name: 'Health' })).toContainText(/\d workers? alive\./)
  await page.getByText('As a table').click()
  await expect(page.getByRole('row')).toHaveCount(25)
  await examine(page, 'overview')

  await page.goto('/admin/jobs')
  await page.getByRole('button', { name: 'Pause “Forget old log entries”' }).click()
  await page.getByRole('button', { name: 'Go on with “Forget old log entries”' }).click()
  await expect(page.getByRole('button', { name: 'Pause “Forget old log entries”' })).toBeVisible()
  await examine(page, 'jobs')

  await page.goto('/admin/sources')
  await expect(page.getByText('What they are called, where they lie')).toBeVisible()
  await examine(page, 'sources')

  await page.goto('/admin/settings')
  await page.getByLabel('Storage of new accounts in GB').fill('many')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByLabel('Storage of new accounts in GB')).toBeFocused()
  await examine(page, 'settings')
})

test('for others there is no administration', async ({ page, baseURL }) => {
  await newPerson(page.context(), String(baseURL))
  for (const screen of ['', '/people', '/jobs', '/sources', '/log', '/settings']) {
    const reply = await page.goto(`/admin${screen}`)
    expect(reply?.status()).toBe(404)
  }
})

test('on a phone, in the dark', async ({ page, baseURL }) => {
  await administrator(page, String(baseURL))
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 320, height: 640 })
  for (const screen of ['', '/people', '/jobs', '/sources', '/log', '/settings']) {
    await page.goto(`/admin${screen}`)
    await examine(page, `/admin${screen}`)
  }
})
