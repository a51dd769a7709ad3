// The screens of ways in and of administration, as screens.spec.ts looks at the others: here mail is on, so a library of its own.
import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test'
import { sourceScans, sources } from '@/db/schema/sources'
import { makeAccountLink } from '@/lib/accounts/account-links'
import { renewRecoveryCodes } from '@/lib/auth/recovery-codes'
import { type MailSink, openMailSink } from '@/lib/mail/testing/mail-sink'
import { eachLook } from './each-look'
import { type Instance, startInstance } from './matrix/instance'
import { PASSWORD } from './new-person'
import { personAt } from './person-at'

let sink: MailSink
let instance: Instance
type Storage = BrowserContextOptions['storageState']
const who: Record<'admin' | 'person' | 'guarded', { id: string; username: string; storage: Storage }> = {} as never
const links = { join: '', reset: '', confirm: '' }

async function enter(browser: Browser, fields: Parameters<typeof personAt>[2] = {}) {
  const { id, username, context } = await personAt(instance, browser, fields)
  const storage = await context.storageState()
  await context.close()
  return { id, username, storage }
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000)
  sink = await openMailSink()
  instance = await startInstance({ SMTP_URL: sink.url, MAIL_FROM: 'Photos <photos@example.org>', SIGNUP: 'closed' })
  who.admin = await enter(browser, { role: 'admin', name: 'Ada Lovelace' })
  who.person = await enter(browser)
  who.guarded = await enter(browser, { totpSecret: 'sealed' })
  await renewRecoveryCodes(instance.db, who.guarded.id)
  const context = await browser.newContext({ baseURL: instance.url, storageState: who.admin.storage })
  const made = await context.request.post('/api/v1/admin/invitations', {
    data: { role: 'user', quotaBytes: 50_000_000_000 },
    headers: { origin: instance.url },
  })
  links.join = new URL((await made.json()).url).pathname
  await context.close()
  const account = { user: { id: who.person.id, sessionVersion: 1 }, minutes: 60 }
  const reset = await makeAccountLink(instance.db, { ...account, purpose: 'password' })
  links.reset = `/reset/${reset.token}`
  const email = 'a.rather.long.mailbox.for.a.small.phone@photographers.example.org'
  const confirm = await makeAccountLink(instance.db, { ...account, purpose: 'email', email })
  links.confirm = `/confirm/${confirm.token}`
})
test.afterAll(async () => {
  await instance.stop()
  await sink.close()
})

/** So many sources that the list has a second page: done, running, in trouble. */
async function fillSources(): Promise<void> {
  const ownerId = who.person.id
  for (let n = 0; n < 52; n++) {
    const place = { kind: 's3' as const, endpoint: 'https://s3.example', bucket: `b${n}`, prefix: '' }
    const [source] = await instance.db
      .insert(sources)
      .values({ ownerId, name: `s${n}`, ...place })
      .returning({ id: sources.id })
    if (!source || n % 4 === 0) continue
    const counts = { listed: 1_234_567 * n, added: 98_765, changed: 432, moved: 21, missing: 7, failed: 3 }
    const ended = n % 4 === 1 ? { status: 'done' as const, finishedAt: new Date() } : { status: 'paused' as const }
    const reason = n % 4 === 2 ? 'The server does not answer.' : null
    const work = { bytesRead: 987_654_321_000, requests: 123_456 }
    await instance.db.insert(sourceScans).values({ sourceId: source.id, ...counts, ...work, ...ended, reason })
  }
}

interface Screen {
  name: string
  as?: keyof typeof who
  path: () => string
  before?: () => Promise<void>
  prepare?: (page: Page) => Promise<void>
}

const DEAD = '0123456789abcdefABCDEF'
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const section = (page: Page) => page.getByRole('region', { name: 'Second factor' })
const invalid = (page: Page) => expect(page.locator('[aria-invalid="true"]').first()).toBeVisible()

const SCREENS: Screen[] = [
  { name: 'overview', as: 'admin', path: () => '/admin' },
  { name: 'all sources, empty', as: 'admin', path: () => '/admin/sources' },
  {
    name: 'all sources',
    as: 'admin',
    path: () => '/admin/sources',
    before: fillSources,
    prepare: (page) => expect(page.getByText('scan paused by trouble').first()).toBeVisible(),
  },
  {
    name: 'all sources, failing',
    as: 'admin',
    path: () => '/admin/sources',
    prepare: async (page) => {
      await page.route('**/api/v1/admin/sources*', (route) => route.abort())
      await press(page, 'More sources')
      await expect(page.getByText('The sources did not load.').first()).toBeVisible()
    },
  },
  { name: 'limits', as: 'admin', path: () => '/admin/settings' },
  {
    name: 'limits, mistaken',
    as: 'admin',
    path: () => '/admin/settings',
    prepare: async (page) => {
      await page.getByLabel('Largest file in MB').fill('much')
      await press(page, 'Save')
      await invalid(page)
    },
  },
  {
    name: 'a link that is shown once',
    as: 'admin',
    path: () => '/admin/people',
    prepare: async (page) => {
      await press(page, 'Invite somebody')
      await press(page, 'Make the link')
      await expect(page.getByRole('textbox', { name: 'Link' })).toBeVisible()
    },
  },
  { name: 'join', path: () => links.join },
  {
    name: 'join, mistaken',
    path: () => links.join,
    prepare: async (page) => {
      await page.getByLabel('E-mail').fill('somebody@example.org')
      await page.getByLabel('Username').fill('somebody-new')
      await page.getByLabel('Password', { exact: true }).fill('qwertyuiop')
      await press(page, 'Create account')
      await invalid(page)
    },
  },
  { name: 'join, dead', path: () => `/join/${DEAD}` },
  { name: 'forgot', path: () => '/forgot' },
  {
    name: 'forgot, mistaken',
    path: () => '/forgot',
    prepare: async (page) => {
      await page.getByLabel('E-mail').fill('nobody')
      await press(page, 'Send the link')
      await invalid(page)
    },
  },
  {
    name: 'forgot, sent',
    path: () => '/forgot',
    prepare: async (page) => {
      await page.getByLabel('E-mail').fill('nobody@example.org')
      await press(page, 'Send the link')
      await expect(page.getByRole('status').filter({ hasText: 'a mail is on its way' })).toBeVisible()
    },
  },
  { name: 'reset', path: () => links.reset },
  {
    name: 'reset, mistaken',
    path: () => links.reset,
    prepare: async (page) => {
      await page.getByLabel('New password', { exact: true }).fill('short')
      await press(page, 'Set the password')
      await invalid(page)
    },
  },
  { name: 'reset, dead', path: () => `/reset/${DEAD}` },
  { name: 'confirm', path: () => links.confirm },
  { name: 'confirm, dead', path: () => `/confirm/${DEAD}` },
  {
    name: 'second factor, off',
    as: 'person',
    path: () => '/settings',
    prepare: (page) => section(page).scrollIntoViewIfNeeded(),
  },
  {
    name: 'second factor, mistaken',
    as: 'person',
    path: () => '/settings',
    prepare: async (page) => {
      await press(page, 'Set up a second factor')
      await page.getByRole('dialog').getByLabel('Current password').fill('wrong')
      await press(page, 'Continue')
      await invalid(page)
    },
  },
  {
    name: 'second factor, secret',
    as: 'person',
    path: () => '/settings',
    prepare: async (page) => {
      await press(page, 'Set up a second factor')
      await page.getByRole('dialog').getByLabel('Current password').fill(PASSWORD)
      await press(page, 'Continue')
      await expect(page.getByRole('img', { name: 'The secret as a QR code' })).toBeVisible()
    },
  },
  {
    name: 'second factor, on',
    as: 'guarded',
    path: () => '/settings',
    prepare: (page) => section(page).scrollIntoViewIfNeeded(),
  },
  {
    name: 'code asked',
    path: () => '/login',
    prepare: async (page) => {
      await page.getByLabel('E-mail or username').fill(who.guarded.username)
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
      await press(page, 'Log in')
      await expect(page.getByLabel('Code', { exact: true })).toBeVisible()
    },
  },
]

for (const { name, as, path, before, prepare } of SCREENS) {
  test(`${name}: axe finds nothing, in light and dark, and nothing sticks out at 320 px`, async ({ browser }) => {
    await before?.()
    await eachLook(browser, { name, baseURL: instance.url, storageState: as && who[as].storage, path: path(), prepare })
  })
}
