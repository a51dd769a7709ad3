import { expect, test } from '@playwright/test'
import { invitations } from '@/db/schema/entry'
import { hashOfOneTimeToken, makeOneTimeToken } from '@/lib/accounts/one-time-token'
import { examine } from './examine'
import { meOf, newBrowser, newName, PASSWORD, signIn, statusOfMe, toTheHouse, withHouse } from './oidc/oidc-fixtures'

// A library into which nobody comes with a password.
test.describe.configure({ mode: 'serial' })

const house = withHouse({ OIDC_SIGNUP: 'false', PASSWORD_LOGIN: 'false', SMTP_URL: 'smtp://127.0.0.1:9' })
let adminsId = ''

test('the first account is made by the issuer and is the administrator; nothing asks for a password', async ({
  browser,
}) => {
  const { provider, instance } = house()
  const [login, context] = [newName(), await newBrowser(browser, instance)]
  const page = await context.newPage()
  await provider.tell(login, { email: `${login}@example.org`, preferred_username: login })
  await page.goto('/signup')
  await expect(page).toHaveURL(/\/login$/)
  await expect(toTheHouse(page)).toBeVisible()
  await expect(page.getByRole('textbox')).toHaveCount(0)
  await expect(page.getByText('Forgot the password?')).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Sign up' })).toHaveCount(0)
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    await examine(page, 'log-in without passwords')
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/alone-${width}.png` })
  }
  await signIn(page, login)
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Password' })).toHaveCount(0)
  const me = await meOf(context)
  adminsId = me.id
  expect(me).toMatchObject({ username: login, role: 'admin', hasPassword: false })
  await context.close()
})

test('the server takes no password', async ({ playwright, browser }) => {
  const { instance } = house()
  const program = await playwright.request.newContext({ baseURL: instance.url })
  const { csrfToken } = await (await program.get('/api/auth/csrf')).json()
  const form = { csrfToken, login: 'anybody', password: PASSWORD, json: 'true' }
  for (const path of ['callback/credentials', 'signin/credentials']) {
    const reply = await program.post(`/api/auth/${path}`, { form })
    expect([path, reply.status(), (await reply.json()).code]).toEqual([path, 403, 'forbidden'])
  }
  const account = { email: 'a@example.org', username: 'somebody', password: PASSWORD }
  const bodies = { users: account, 'password-resets': { email: 'a@example.org' } }
  for (const [path, data] of Object.entries(bodies)) {
    const reply = await program.post(`/api/v1/${path}`, { data, headers: { origin: instance.url } })
    expect([path, reply.status(), (await reply.json()).code]).toEqual([path, 403, 'forbidden'])
  }
  expect(Object.keys(await (await program.get('/api/auth/providers')).json())).not.toContain('credentials')
  const page = await (await newBrowser(browser, instance)).newPage()
  expect((await page.goto('/forgot'))?.status()).toBe(404)
  await page.context().close()
  await program.dispose()
})

test('who is unknown comes by an invitation only', async ({ browser }) => {
  const { provider, instance } = house()
  const [login, context] = [newName(), await newBrowser(browser, instance)]
  const page = await context.newPage()
  await provider.tell(login, { email: `${login}@example.org`, preferred_username: login })
  await signIn(page, login)
  await expect(page.getByText('this library takes no new accounts')).toBeVisible()
  expect(await statusOfMe(context)).toBe(401)
  const token = makeOneTimeToken()
  const hash = hashOfOneTimeToken('invitation', token) as string
  const expiresAt = new Date(Date.now() + 3600_000)
  await instance.db.insert(invitations).values({ hash, role: 'user', quotaBytes: 7, createdBy: adminsId, expiresAt })
  await page.goto(`/join/${token}`)
  await expect(page.getByRole('textbox')).toHaveCount(0)
  await examine(page, 'invited')
  await toTheHouse(page).click()
  await page.waitForURL((url) => url.pathname === '/')
  expect(await meOf(context)).toMatchObject({ username: login, role: 'user', quotaBytes: 7 })
  expect((await page.goto(`/join/${token}`))?.status()).toBe(404)
  const another = await newBrowser(browser, instance)
  const theirs = await another.newPage()
  await provider.tell(`${login}x`, { email: `${login}x@example.org` })
  await signIn(theirs, `${login}x`)
  await expect(theirs.getByText('this library takes no new accounts')).toBeVisible()
  await another.close()
  await context.close()
})
