import { expect, type Page, test } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/users'
import { totpCode } from '@/lib/auth/totp'
import { examine } from './examine'
import { insideOf } from './inside'
import { newPerson, PASSWORD } from './new-person'

const dialog = (page: Page) => page.getByRole('dialog')
const codeOf = (secret: string, steps = 0) => totpCode(secret, Date.now() + steps * 30_000)

async function both(page: Page, about: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await examine(page, `${about}, ${colorScheme}`)
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${about}-${colorScheme}.png` })
  }
}

/** @returns the secret and the recovery codes */
async function setUp(page: Page): Promise<{ secret: string; codes: string[] }> {
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Set up a second factor' }).click()
  await dialog(page).getByLabel('Current password').fill('wrong')
  await dialog(page).getByRole('button', { name: 'Continue' }).click()
  await expect(dialog(page).getByLabel('Current password')).toHaveAccessibleDescription(/this is another one/)
  await dialog(page).getByLabel('Current password').fill(PASSWORD)
  await dialog(page).getByRole('button', { name: 'Continue' }).click()
  await expect(dialog(page).getByRole('img', { name: 'The secret as a QR code' })).toBeVisible()
  await both(page, 'secret')
  const secret = await dialog(page).getByLabel('Secret', { exact: true }).inputValue()
  await dialog(page).getByLabel('Code', { exact: true }).fill('abc')
  await dialog(page).getByRole('button', { name: 'Switch it on' }).click()
  await expect(dialog(page).getByLabel('Code', { exact: true })).toHaveAccessibleDescription(/this one is wrong/)
  await dialog(page).getByLabel('Code', { exact: true }).fill(codeOf(secret))
  await dialog(page).getByRole('button', { name: 'Switch it on' }).click()
  const items = dialog(page).getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await expect(items).toHaveCount(10)
  await both(page, 'recovery codes')
  const codes = await items.allTextContents()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog(page).getByRole('link', { name: 'Download' }).click(),
  ])
  const stream = await download.createReadStream()
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  for (const code of codes) expect(Buffer.concat(chunks).toString()).toContain(code)
  await dialog(page).getByRole('button', { name: 'I have kept them' }).click()
  await expect(page.getByText('On. 10 recovery codes left.')).toBeVisible()
  return { secret, codes }
}

async function passwordStep(page: Page, login: string, next = '/settings'): Promise<void> {
  await page.context().clearCookies()
  await page.goto(`/login?next=${next}`)
  await page.getByLabel('E-mail or username').fill(login)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Log in' }).click()
}

test('a second factor is set up, asked for at log-in, and switched off', async ({ page, baseURL }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const username = await newPerson(page.context(), String(baseURL))
  const { secret, codes } = await setUp(page)

  await passwordStep(page, username)
  const code = page.getByLabel('Code', { exact: true })
  await expect(code).toBeFocused()
  await expect(code).toHaveAttribute('autocomplete', 'one-time-code')
  await expect(code).toHaveAttribute('inputmode', 'numeric')
  await both(page, 'code')
  expect((await page.request.get('/api/v1/me')).status()).toBe(401)
  await code.fill('12345')
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(code).toHaveAccessibleDescription(/this one is wrong or was used already/)
  await code.fill(codeOf(secret, 1))
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()

  await passwordStep(page, username)
  await page.getByRole('button', { name: 'Use a recovery code' }).click()
  await page.getByLabel('Recovery code').fill(codes[0] ?? '')
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByText('On. 9 recovery codes left.')).toBeVisible()
  await page.getByRole('button', { name: 'Switch it off' }).click()
  await dialog(page).getByLabel('Current password').fill(PASSWORD)
  await dialog(page).getByRole('button', { name: 'Use a recovery code' }).click()
  await dialog(page)
    .getByLabel('Recovery code')
    .fill(codes[1] ?? '')
  await both(page, 'off')
  await dialog(page).getByRole('button', { name: 'Switch it off' }).click()
  await expect(page.getByRole('button', { name: 'Set up a second factor' })).toBeVisible()
  await passwordStep(page, username)
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
})

test('a program is told that a code is needed, and gets no session before it', async ({
  page,
  playwright,
  baseURL,
}) => {
  const origin = String(baseURL)
  const username = await newPerson(page.context(), origin)
  const { secret } = await setUp(page)
  const program = await playwright.request.newContext({ baseURL: origin, extraHTTPHeaders: { origin } })
  const { csrfToken } = await (await program.get('/api/auth/csrf')).json()
  const logIn = (fields: Record<string, string>) =>
    program.post('/api/auth/callback/credentials', { form: { csrfToken, login: username, json: 'true', ...fields } })
  const wrong = await logIn({ password: 'wrong', code: codeOf(secret, 1) })
  expect([wrong.status(), (await wrong.json()).code]).toEqual([401, undefined])
  const needed = await logIn({ password: PASSWORD })
  expect([needed.status(), (await needed.json()).code]).toEqual([401, 'second_factor_needed'])
  expect(needed.headers()['set-cookie'] ?? '').not.toContain('session-token')
  const code = codeOf(secret, 1)
  expect((await logIn({ password: PASSWORD, code })).status()).toBe(200)
  expect((await program.get('/api/v1/me')).status()).toBe(200)
  expect((await logIn({ password: PASSWORD, code })).status()).toBe(401)
  await program.dispose()
})

test('administrators are asked for one where it is needed, on every screen and route', async ({ browser, baseURL }) => {
  const origin = String(baseURL)
  const inside = insideOf(origin)
  test.skip(!inside, 'SKIPPED: the server was started by somebody else')
  const people = [await browser.newContext({ baseURL: origin }), await browser.newContext({ baseURL: origin })] as const
  for (const context of people) {
    const username = await newPerson(context, origin)
    await inside?.db.update(users).set({ role: 'admin' }).where(eq(users.username, username))
  }
  const [first, second] = [await people[0].newPage(), await people[1].newPage()]
  const needed = first.getByLabel('Administrators need a second factor')
  const save = async () => {
    await first.goto('/admin/settings')
    await needed.setChecked(!(await needed.isChecked()))
    await first.getByRole('button', { name: 'Save' }).click()
  }
  await save()
  await expect(first.getByText('Set up a second factor for your own account first, in your settings.')).toBeVisible()
  await setUp(first)
  await save()
  await expect(first.getByText('The settings hold from now on.')).toBeVisible()
  try {
    for (const path of ['', '/people', '/jobs', '/log', '/settings']) {
      await second.goto(`/admin${path}`)
      await expect(second).toHaveURL(/\/settings\?needed=second-factor$/)
      await expect(second.getByText('Administrators need a second factor here.')).toBeVisible()
    }
    await both(second, 'needed')
    for (const path of ['users', 'stats', 'jobs', 'audit', 'audit.csv', 'settings', 'health']) {
      const reply = await second.request.get(`/api/v1/admin/${path}`)
      expect([path, reply.status(), (await reply.json()).code]).toEqual([path, 403, 'second_factor_missing'])
    }
    await setUp(second)
    await second.goto('/admin/people')
    await expect(second.getByRole('list', { name: 'People' })).toBeVisible()
  } finally {
    await save()
    await expect(first.getByText('The settings hold from now on.')).toBeVisible()
  }
})
