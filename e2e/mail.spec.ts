import { randomBytes } from 'node:crypto'
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'
import { type MailSink, openMailSink } from '@/lib/mail/testing/mail-sink'
import { examine } from './examine'
import { type Instance, startInstance } from './matrix/instance'
import { PASSWORD } from './new-person'
import { personAt } from './person-at'
import { chooser, makePhoto, panelOf, rowOf } from './upload-fixtures'

// A library of their own, which is closed and sends mail.
test.describe.configure({ mode: 'serial' })

const NEW_PASSWORD = 'entirely new words'

let sink: MailSink
let instance: Instance

test.beforeAll(async () => {
  sink = await openMailSink()
  instance = await startInstance({ SMTP_URL: sink.url, MAIL_FROM: 'Photos <photos@example.org>', SIGNUP: 'closed' })
})
test.afterAll(async () => {
  await instance.stop()
  await sink.close()
})

const person = (browser: Browser, fields: Parameters<typeof personAt>[2] = {}) => personAt(instance, browser, fields)

/** The link in the latest mail to an address. */
async function linkTo(email: string, kind: string): Promise<string> {
  const found = () =>
    sink.mails
      .filter(({ to, text }) => to[0] === email && text.includes(`/${kind}/`))
      .map(({ text }) => /http:\/\/\S+/.exec(text)?.[0] ?? '')
  await expect.poll(() => found().length).toBeGreaterThan(0)
  return found().at(-1) ?? ''
}

async function logIn(page: Page, login: string, password: string): Promise<void> {
  await page.goto('/login')
  await page.getByLabel('E-mail or username').fill(login)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Log in' }).click()
}

const newPage = async (browser: Browser): Promise<[BrowserContext, Page]> => {
  const context = await browser.newContext({ baseURL: instance.url })
  return [context, await context.newPage()]
}

async function onAPhoneInTheDark(page: Page, what: string): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await examine(page, what)
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.emulateMedia({ colorScheme: 'light' })
}

test('an invitation is made, mailed, opened once, and shown as used', async ({ browser }) => {
  const admin = await person(browser, { role: 'admin' })
  const username = `p-${randomBytes(5).toString('hex')}`
  const email = `${username}@example.org`
  await admin.page.goto('/admin/people')
  await admin.page.getByRole('button', { name: 'Invite somebody' }).click()
  const dialog = admin.page.getByRole('dialog')
  await dialog.getByLabel('E-mail (optional)').fill(email)
  await dialog.getByLabel('Storage in GB').fill('2')
  await onAPhoneInTheDark(admin.page, 'invite')
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  const url = await dialog.getByRole('textbox', { name: 'Link' }).inputValue()
  await examine(admin.page, 'the link')
  await dialog.getByRole('button', { name: 'Done' }).click()
  const row = admin.page.getByRole('list', { name: 'Invitations' }).getByRole('listitem').filter({ hasText: email })
  await expect(row).toContainText('2.0 GB')
  expect(await linkTo(email, 'join')).toBe(url)

  const [theirs, page] = await newPage(browser)
  const reply = await page.goto(url)
  expect(reply?.headers()['referrer-policy']).toBe('no-referrer')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    `${admin.username} invites you to this photo library`,
  )
  await expect(page.getByLabel('E-mail')).toHaveValue(email)
  await onAPhoneInTheDark(page, 'join')
  await page.getByLabel('Username').fill(admin.username)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByLabel('Username')).toHaveAccessibleDescription(/this is taken/)
  await page.getByLabel('Username').fill(username)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.waitForURL((at) => at.pathname === '/')
  expect(await (await theirs.request.get('/api/v1/me')).json()).toMatchObject({ username, quotaBytes: 2_000_000_000 })

  const [stranger, again] = await newPage(browser)
  expect((await again.goto(url))?.status()).toBe(404)
  await expect(again.getByRole('heading', { level: 1 })).toHaveText('This invitation does not hold')
  await examine(again, 'an invitation that does not hold')
  await admin.page.reload()
  await expect(row).toContainText(`made ${username}`)
  expect(instance.output()).not.toContain(url.split('/').at(-1))
  for (const one of [admin.context, theirs, stranger]) await one.close()
})

test('an invitation is withdrawn', async ({ browser }) => {
  const admin = await person(browser, { role: 'admin' })
  await admin.page.goto('/admin/people')
  await admin.page.getByRole('button', { name: 'Invite somebody' }).click()
  await admin.page.getByRole('button', { name: 'Make the link' }).click()
  const url = await admin.page.getByRole('textbox', { name: 'Link' }).inputValue()
  await admin.page.getByRole('button', { name: 'Done' }).click()
  await admin.page.getByRole('button', { name: 'Withdraw the invitation: Whoever has the link' }).click()
  await expect(admin.page.getByText('The invitation is withdrawn: its link is dead.')).toBeVisible()
  expect((await admin.page.goto(url))?.status()).toBe(404)
  await admin.context.close()
})

test('whoever forgot the password gets a link by mail and sets a new one', async ({ browser }) => {
  const one = await person(browser)
  const [context, page] = await newPage(browser)
  await page.goto('/login')
  await page.getByRole('link', { name: 'Forgot the password?' }).click()
  await page.waitForURL('**/forgot')
  await page.getByLabel('E-mail').fill(one.email)
  await onAPhoneInTheDark(page, 'forgot')
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'a mail is on its way' })).toBeVisible()
  const url = await linkTo(one.email, 'reset')
  await page.goto(url)
  await onAPhoneInTheDark(page, 'new password')
  await page.getByLabel('New password', { exact: true }).fill(one.email)
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(page.getByLabel('New password', { exact: true })).toHaveAccessibleDescription(/not your e-mail/)
  await page.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD)
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(page.getByRole('heading', { name: 'The new password holds' })).toBeVisible()
  expect((await one.context.request.get('/api/v1/me')).status()).toBe(401)
  expect((await page.goto(url))?.status()).toBe(404)
  await logIn(page, one.email, NEW_PASSWORD)
  await page.waitForURL((at) => at.pathname === '/')
  await expect
    .poll(() => sink.mails.filter(({ to, text }) => to[0] === one.email && text.includes('was changed')).length)
    .toBe(1)
  expect(instance.output()).not.toContain(url.split('/').at(-1))
  await context.close()
  await one.context.close()
})

test('an administrator makes a link for a new password', async ({ browser }) => {
  const [admin, one] = [await person(browser, { role: 'admin' }), await person(browser)]
  await admin.page.goto('/admin/people')
  await admin.page.getByRole('searchbox', { name: 'Search people' }).fill(one.username)
  await admin.page.getByRole('button', { name: `More for ${one.username}` }).click()
  await admin.page.getByRole('menuitem', { name: 'Link for a new password…' }).click()
  await onAPhoneInTheDark(admin.page, 'a link for a new password')
  await admin.page.getByRole('button', { name: 'Make the link' }).click()
  const url = await admin.page.getByRole('textbox', { name: 'Link' }).inputValue()
  const [context, page] = await newPage(browser)
  await page.goto(url)
  await expect(page.getByText(`For the account ${one.username}.`)).toBeVisible()
  await context.close()
  for (const { context: theirs } of [admin, one]) await theirs.close()
})

test('a new e-mail address is confirmed by a mail to it, or given up', async ({ browser }) => {
  const one = await person(browser)
  const email = `new-${one.email}`
  await one.page.goto('/settings')
  const section = one.page.getByRole('region', { name: 'E-mail' })
  await section.getByLabel('E-mail', { exact: true }).fill(email)
  await section.getByLabel('Current password', { exact: true }).fill(PASSWORD)
  await section.getByRole('button', { name: 'Change e-mail' }).click()
  await expect(section.getByRole('status')).toContainText(`A mail went to ${email}`)
  await onAPhoneInTheDark(one.page, 'an address that waits')
  const first = await linkTo(email, 'confirm')
  await section.getByRole('button', { name: 'Send again' }).click()
  await expect.poll(() => linkTo(email, 'confirm')).not.toBe(first)
  await one.page.goto(await linkTo(email, 'confirm'))
  await onAPhoneInTheDark(one.page, 'confirm')
  await one.page.getByRole('button', { name: 'Confirm' }).click()
  await expect(one.page.getByRole('heading', { name: 'The address is confirmed' })).toBeVisible()
  expect(await (await one.context.request.get('/api/v1/me')).json()).toMatchObject({ email, pendingEmail: null })

  await one.page.goto('/settings')
  await section.getByLabel('E-mail', { exact: true }).fill(`another-${one.email}`)
  await section.getByLabel('Current password', { exact: true }).fill(PASSWORD)
  await section.getByRole('button', { name: 'Change e-mail' }).click()
  await section.getByRole('button', { name: 'Cancel the change' }).click()
  await expect(section.getByRole('status')).toHaveCount(0)
  await one.context.close()
})

test('a test mail says what became of it; a server that is away holds up nobody', async ({ browser }) => {
  const [admin, one] = [await person(browser, { role: 'admin' }), await person(browser)]
  await admin.page.goto('/admin')
  await admin.page.getByRole('button', { name: 'Send me a test mail' }).click()
  await expect(admin.page.getByText(`The server took a mail to ${admin.email}.`)).toBeVisible()
  await sink.close()
  await admin.page.getByRole('button', { name: 'Send me a test mail' }).click()
  await expect(admin.page.getByText('The mail server did not answer.')).toBeVisible()
  await examine(admin.page, 'mail')
  const [context, page] = await newPage(browser)
  await page.goto('/forgot')
  await page.getByLabel('E-mail').fill(one.email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'a mail is on its way' })).toBeVisible()
  await logIn(page, one.email, PASSWORD)
  await page.waitForURL((at) => at.pathname === '/')
  const job = async () => {
    const { items } = await (await admin.context.request.get('/api/v1/admin/jobs?task=mail.send')).json()
    return items.map(({ state, reason }: { state: string; reason: string }) => `${state}: ${reason}`)
  }
  await expect.poll(job).toContain('retrying: mail_away')
  sink = await openMailSink(sink.port)
  await admin.context.request.post('/api/v1/admin/jobs/retry', { data: {}, headers: { origin: instance.url } })
  await linkTo(one.email, 'reset')
  for (const theirs of [context, admin.context, one.context]) await theirs.close()
})

test('a bar says how much of the storage is taken, and words say when it is full', async ({ browser }) => {
  const files = [await makePhoto('first.jpg'), await makePhoto('second.jpg')]
  const one = await person(browser, { quotaBytes: Math.ceil((files[0]?.buffer.length ?? 0) * 1.05) })
  await one.page.goto('/settings')
  await expect(one.page.getByRole('region', { name: 'Storage' })).toContainText('0 bytes of')
  await one.page.goto('/upload')
  await chooser(one.page).setInputFiles(files)
  await expect(rowOf(one.page, 'second.jpg')).toContainText(/Your storage is full: .* are left, the file has/)
  await expect(panelOf(one.page).getByRole('progressbar', { name: 'Storage used' })).toBeVisible()
  await expect(panelOf(one.page)).toContainText('Nearly full')
  await onAPhoneInTheDark(one.page, 'upload panel with storage')
  await one.page.goto('/settings')
  await expect(one.page.getByRole('region', { name: 'Storage' })).toContainText('Nearly full')
  await onAPhoneInTheDark(one.page, 'storage in the settings')
  await one.context.close()
})
