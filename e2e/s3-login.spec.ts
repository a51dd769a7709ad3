import { expect, type Page, test } from '@playwright/test'
import { sql } from 'drizzle-orm'
import { allowReading, makeTestBucket } from '@/lib/storage/testing/test-bucket'
import { HOW_TO_INSTALL, missingForRadosgw, type Radosgw, startRadosgw } from '../scripts/testing/radosgw'
import { type Instance, startInstance } from './matrix/instance'
import { logOut, looks, meOf, newBrowser, newName, PASSWORD, person, statusOfMe } from './oidc/oidc-fixtures'

// A library into which keys of a bucket let people, on a real S3 server.
test.describe.configure({ mode: 'serial' })

let s3: Radosgw
let bucket: string
let instance: Instance

test.beforeAll(async () => {
  test.setTimeout(480_000)
  const missing = await missingForRadosgw()
  test.skip(missing.length > 0, `SKIPPED: no S3 server (${missing.join(', ')}). Install: ${HOW_TO_INSTALL}`)
  s3 = await startRadosgw()
  bucket = await makeTestBucket(s3)
  instance = await startInstance({ S3_LOGIN_ENDPOINT: s3.endpoint, S3_LOGIN_BUCKET: bucket })
})
test.afterAll(async () => {
  await instance?.stop()
  await s3?.stop()
})

const REFUSED = 'These keys do not open the bucket. Check both; they may be disabled, too.'

async function type(page: Page, accessKeyId: string, secretAccessKey: string): Promise<void> {
  await page.getByLabel('Access key').fill(accessKeyId)
  await page.getByLabel('Secret key', { exact: true }).fill(secretAccessKey)
  await page.getByRole('button', { name: 'Log in with keys' }).click()
}

async function openForm(page: Page): Promise<void> {
  await page.goto('/login?next=/settings')
  await page.getByRole('button', { name: 'Continue with S3 keys' }).click()
}

test('keys make an account and open it again; others say the same, whatever is wrong', async ({ browser }) => {
  const context = await newBrowser(browser, instance)
  const page = await context.newPage()
  const { owner, stranger } = s3
  await person(browser, instance, { role: 'admin' })
  await openForm(page)
  await looks(page, 'keys')
  for (const [id, secret] of [
    [owner.accessKeyId, 'wrong-secret-of-the-owner'],
    ['UNKNOWN', owner.secretAccessKey],
    [stranger.accessKeyId, stranger.secretAccessKey],
  ] as const) {
    await type(page, id, secret)
    await expect(page.getByText(REFUSED)).toBeVisible()
  }
  await type(page, owner.accessKeyId, owner.secretAccessKey)
  await expect(page.getByLabel('E-mail', { exact: true })).toHaveAccessibleDescription(/nobody has used these keys/)
  await looks(page, 'keys new')
  const name = newName()
  await page.getByLabel('E-mail', { exact: true }).fill(`${name}@example.org`)
  await page.getByRole('button', { name: 'Log in with keys' }).click()
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  const me = await meOf(context)
  expect(me).toMatchObject({ username: name, hasPassword: false })
  await expect(page.getByRole('list', { name: 'Other ways in' })).toContainText(`S3 keys · ${owner.accessKeyId}`)
  await logOut(context)
  await openForm(page)
  await type(page, owner.accessKeyId, owner.secretAccessKey)
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  expect(await meOf(context)).toMatchObject({ id: me.id })
  await context.close()
})

test('keys are linked in the settings', async ({ browser }) => {
  const ada = await person(browser, instance)
  const { page } = ada
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Link S3 keys' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Access key').fill(s3.owner.accessKeyId)
  await dialog.getByLabel('Secret key', { exact: true }).fill('wrong-secret-of-the-owner')
  await dialog.getByLabel('Current password').fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Link' }).click()
  await expect(dialog.getByText(REFUSED)).toBeVisible()
  await looks(page, 'keys link')
  await dialog.getByLabel('Secret key', { exact: true }).fill(s3.owner.secretAccessKey)
  await dialog.getByRole('button', { name: 'Link' }).click()
  await expect(dialog.getByText('This access key is linked already')).toBeVisible()
  const reader = await s3.addUser('reader')
  await allowReading(s3, bucket, ['reader'])
  await dialog.getByLabel('Access key').fill(reader.accessKeyId)
  await dialog.getByLabel('Secret key', { exact: true }).fill(reader.secretAccessKey)
  await dialog.getByRole('button', { name: 'Link' }).click()
  await expect(page.getByRole('list', { name: 'Other ways in' })).toContainText(`S3 keys · ${reader.accessKeyId}`)
  await logOut(ada.context)
  await openForm(page)
  await type(page, reader.accessKeyId, reader.secretAccessKey)
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  expect(await meOf(ada.context)).toMatchObject({ username: ada.username })
  await ada.context.close()
})

test('an invitation makes an account by keys', async ({ browser }) => {
  const admin = await person(browser, instance, { role: 'admin' })
  const name = newName()
  const data = { email: `${name}@example.org`, quotaBytes: 4000 }
  const made = await admin.context.request.post('/api/v1/admin/invitations', {
    data,
    headers: { origin: instance.url },
  })
  const { url } = (await made.json()) as { url: string }
  const guest = await s3.addUser('guest')
  await allowReading(s3, bucket, ['reader', 'guest'])
  const context = await newBrowser(browser, instance)
  const page = await context.newPage()
  await page.goto(new URL(url).pathname)
  await page.getByRole('button', { name: 'Continue with S3 keys' }).click()
  await expect(page.getByLabel('E-mail', { exact: true }).last()).toHaveValue(data.email)
  await looks(page, 'keys invited')
  await page.getByLabel('Access key').fill(guest.accessKeyId)
  await page.getByLabel('Secret key', { exact: true }).fill(guest.secretAccessKey)
  await page.getByRole('button', { name: 'Create account with keys' }).click()
  await expect(page.getByRole('heading', { name: 'You are invited' })).toHaveCount(0)
  await expect.poll(() => statusOfMe(context)).toBe(200)
  expect(await meOf(context)).toMatchObject({ ...data, username: name, hasPassword: false })
  await context.close()
  await admin.context.close()
})

test('disabled keys say what wrong ones say, and a server that is away something else', async ({ browser }) => {
  const context = await newBrowser(browser, instance)
  const page = await context.newPage()
  await s3.suspend('owner')
  await openForm(page)
  await type(page, s3.owner.accessKeyId, s3.owner.secretAccessKey)
  await expect(page.getByText(REFUSED)).toBeVisible()
  await s3.kill()
  await type(page, s3.owner.accessKeyId, s3.owner.secretAccessKey)
  await expect(page.getByText('The S3 server does not answer as it should. Try again later.')).toBeVisible()
  expect(await statusOfMe(context)).toBe(401)
  await context.close()
})

test('no secret key is left behind, in no log and no table', async () => {
  const secrets = [s3.owner.secretAccessKey, s3.stranger.secretAccessKey, 'wrong-secret-of-the-owner']
  for (const secret of secrets) expect(instance.output()).not.toContain(secret)
  const { rows } = await instance.db.execute<{ schema: string; name: string }>(
    sql`select table_schema as schema, table_name as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  )
  expect(rows.length).toBeGreaterThan(30)
  let found = 0
  for (const { schema, name } of rows) {
    const table = sql`${sql.identifier(schema)}.${sql.identifier(name)}`
    const holding = (text: string) =>
      instance.db.execute(sql`select 1 from ${table} as t where strpos(t::text, ${text}) > 0 limit 1`)
    for (const secret of secrets) expect((await holding(secret)).rows, name).toEqual([])
    found += (await holding(s3.owner.accessKeyId)).rows.length
  }
  // Looking this way finds what is there: the access key is what the account is bound to.
  expect(found).toBe(1)
})
