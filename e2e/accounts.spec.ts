import { randomBytes } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { examine } from './examine'
import { insideOf } from './inside'

const PASSWORD = 'long enough to remember'

const newName = () => `p-${randomBytes(5).toString('hex')}`

async function signUp(page: Page, username = newName()): Promise<string> {
  await page.goto('/signup')
  await page.getByLabel('E-mail').fill(`${username}@example.org`)
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.waitForURL((url) => url.pathname === '/')
  return username
}

async function logIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel('E-mail or username').fill(login)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Log in' }).click()
}

const who = async (page: Page) => (await page.request.get('/api/v1/me')).status()

test('a person signs up, is logged in, and stays so', async ({ page }) => {
  const username = await signUp(page)
  const me = await (await page.request.get('/api/v1/me')).json()
  expect(me).toMatchObject({ username, email: `${username}@example.org` })
  await page.goto('/login?next=/settings')
  await expect(page).toHaveURL(/\/settings$/)
})

test('sign-up says which field is wrong and how it would be right', async ({ page }) => {
  await page.goto('/signup')
  await page.getByLabel('E-mail').fill('not an address')
  await page.getByLabel('Username').fill('admin')
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription(/Write an address such as ada@example.org/)
  await expect(page.getByLabel('Username')).toHaveAccessibleDescription(/this is reserved/)
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/Use at least 10 characters/)
  await expect(page.getByLabel('E-mail')).toBeFocused()
  expect(await who(page)).toBe(401)
})

test('a page that needs a log-in comes back after it, and another site never does', async ({ page }) => {
  const username = await signUp(page)
  await page.context().clearCookies()
  await page.goto('/settings')
  await expect(page).toHaveURL(/\/login\?next=%2Fsettings$|\/login\?next=\/settings$/)
  await logIn(page, username, 'wrong password')
  await expect(page.getByText('Wrong password, or nobody has this e-mail or username.')).toBeVisible()
  await logIn(page, username.toUpperCase(), PASSWORD)
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  for (const evil of ['//evil.example', '/\\evil.example', 'https:evil.example', 'javascript:alert(1)']) {
    await page.goto(`/login?next=${encodeURIComponent(evil)}`)
    await expect(page).toHaveURL((url) => url.pathname === '/' && url.host === new URL(page.url()).host)
  }
})

test('logging out ends the session itself, not only the cookie', async ({ page, playwright, baseURL }) => {
  await signUp(page)
  const state = await page.context().storageState()
  const copy = await playwright.request.newContext({ baseURL, storageState: state })
  expect((await copy.get('/api/v1/me')).status()).toBe(200)
  const { csrfToken } = await (await page.request.get('/api/auth/csrf')).json()
  const reply = await page.request.post('/api/auth/signout', { form: { csrfToken, json: 'true' } })
  expect(reply.headers()['clear-site-data']).toBe('"cache", "storage"')
  expect((await copy.get('/api/v1/me')).status()).toBe(401)
  await copy.dispose()
})

test('settings: profile, privacy, another browser, password, deletion', async ({ page, browser }) => {
  const username = await signUp(page)
  const elsewhere = await browser.newPage()
  await elsewhere.goto('/login')
  await logIn(elsewhere, username, PASSWORD)
  await elsewhere.waitForURL((url) => url.pathname === '/')

  await page.goto('/settings')
  await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace')
  await page.getByRole('button', { name: 'Save profile' }).click()
  await expect(page.getByText('Profile saved.')).toBeVisible()
  await page.getByRole('switch', { name: 'Show where my public photos were taken' }).click()
  await expect
    .poll(async () => (await page.request.get('/api/v1/me')).json())
    .toMatchObject({ name: 'Ada Lovelace', showLocation: true, allowOriginals: false })

  await page.getByRole('switch', { name: 'Make new uploads public' }).click()
  await expect
    .poll(async () => (await page.request.get('/api/v1/me')).json())
    .toMatchObject({ uploadVisibility: 'public' })
  // In a tab that has chosen nothing yet, too.
  const tab = await page.context().newPage()
  await tab.goto('/upload')
  await expect(tab.getByRole('radio', { name: 'Public: everyone' })).toBeChecked()
  await tab.close()

  await page.getByRole('button', { name: 'Log out everywhere else' }).click()
  await expect(page.getByRole('button', { name: 'Log out everywhere else' })).toBeHidden()
  expect(await who(elsewhere)).toBe(401)
  expect(await who(page)).toBe(200)
  await elsewhere.close()

  const password = page.locator('section').filter({ hasText: 'Every other log-in and every access token ends' })
  await password.getByLabel('Current password').fill('not this one')
  await password.getByLabel('New password').fill('entirely new words')
  await password.getByRole('button', { name: 'Change password' }).click()
  await expect(password.getByLabel('Current password')).toHaveAccessibleDescription(/this is another one/)
  await password.getByLabel('Current password').fill(PASSWORD)
  await password.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Password changed.')).toBeVisible()
  expect(await who(page)).toBe(200)

  await page.getByRole('button', { name: 'Delete account' }).click()
  const dialog = page.getByRole('dialog', { name: `Delete the account ${username}?` })
  await dialog.getByLabel('Current password').fill('entirely new words')
  await dialog.getByRole('button', { name: 'Delete for ever' }).click()
  await expect(page.getByRole('dialog')).toContainText('With it went 0 photos (0 bytes), 0 albums, 0 links')
  await page.getByRole('button', { name: 'Done' }).click()
  await page.waitForURL((url) => url.pathname === '/')
  expect(await who(page)).toBe(401)
})

test('an access token is made with the password, shown once, used and revoked', async ({
  page,
  playwright,
  baseURL,
}) => {
  await signUp(page)
  await page.goto('/settings')
  await page.getByRole('button', { name: 'New access token' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Backup of the attic')
  await dialog.getByLabel('Current password').fill('not this one')
  await dialog.getByRole('button', { name: 'Make it' }).click()
  await expect(dialog.getByLabel('Current password')).toHaveAccessibleDescription(/this is another one/)
  await dialog.getByLabel('Current password').fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Make it' }).click()
  await expect(page.getByRole('dialog', { name: '“Backup of the attic” is made' })).toBeVisible()
  const token = await dialog.getByLabel('Access token').inputValue()
  // It cannot be seen again: neither a key nor a click beside it takes it away.
  await page.keyboard.press('Escape')
  await page.mouse.click(5, 5)
  await expect(dialog.getByLabel('Access token')).toHaveValue(token)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText('Only reads · never used · ends')).toBeVisible()

  const extraHTTPHeaders = { authorization: `Bearer ${token}` }
  const program = await playwright.request.newContext({ ...(baseURL ? { baseURL } : {}), extraHTTPHeaders })
  expect((await program.get('/api/v1/me')).status()).toBe(200)
  const refused = await program.post('/api/v1/albums', { data: { title: 'By a program' } })
  expect([refused.status(), (await refused.json()).code]).toEqual([403, 'insufficient_scope'])
  expect(refused.headers()['www-authenticate']).toBe('Bearer error="insufficient_scope"')
  await page.reload()
  expect(await page.content()).not.toContain(token)
  await expect(page.getByText(/Only reads · last used/)).toBeVisible()
  await page.getByRole('button', { name: 'Revoke Backup of the attic' }).click()
  await expect(page.getByText('is revoked')).toBeVisible()
  expect((await program.get('/api/v1/me')).status()).toBe(401)
  expect((await program.get('/api/v1/photos')).status()).toBe(401)
  await program.dispose()
})

test('too many wrong passwords: the form says how long to wait', async ({ page, baseURL }) => {
  // Those of the same address, which is everybody's here, count together.
  await insideOf(String(baseURL))?.db.execute('delete from attempts')
  await page.goto('/login')
  const login = newName()
  for (let attempt = 0; attempt < 11; attempt++) {
    const answered = page.waitForResponse('**/api/auth/callback/credentials')
    await logIn(page, login, 'wrong password')
    const response = await answered
    expect(response.status()).toBe(attempt < 10 ? 401 : 429)
    if (attempt === 10) expect(Number(response.headers()['retry-after'])).toBeGreaterThan(0)
  }
  await expect(page.getByText(/Too many attempts\. Try again in \d+ seconds?\./)).toBeVisible()
})

for (const scheme of ['light', 'dark'] as const) {
  test(`log-in, sign-up and settings are accessible, ${scheme}, and fit a small phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme })
    await page.setViewportSize({ width: 320, height: 640 })
    const problems: string[] = []
    page.on('console', (message) => {
      if (/Content Security Policy|hydrat/i.test(message.text())) problems.push(message.text())
    })
    for (const path of ['/login', '/signup']) {
      await page.goto(path)
      await inspect(page)
    }
    await signUp(page)
    await page.goto('/settings')
    await inspect(page)
    expect(problems).toEqual([])
  })
}

async function inspect(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeAttached()
  await examine(page)
}
