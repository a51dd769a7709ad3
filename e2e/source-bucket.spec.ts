import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { SourceBucket } from '../lib/sources/testing/source-bucket'
import { HOW_TO_INSTALL, missingForRadosgw, type Radosgw, startRadosgw } from '../scripts/testing/radosgw'
import { type StartedAlbumen, startAlbumen } from '../scripts/testing/start-albumen'
import { newPerson } from './gallery-fixtures'
import { holidayTree, scanned } from './source-fixtures'

let s3: Radosgw | undefined
let albumen: StartedAlbumen | undefined
let folder: string | undefined

test.beforeAll(async () => {
  test.setTimeout(240_000)
  const missing = await missingForRadosgw()
  test.skip(missing.length > 0, `SKIPPED: no S3 server (${missing.join(', ')}). Install: ${HOW_TO_INSTALL}`)
  folder = await mkdtemp(path.join(tmpdir(), 'albumen-bucket-'))
  s3 = await startRadosgw()
  albumen = await startAlbumen({ dataDir: path.join(folder, 'data') })
})

test.afterAll(async () => {
  await albumen?.stop()
  await s3?.stop()
  if (folder) await rm(folder, { recursive: true, force: true })
})

test('a bucket on a real S3 server: wrong keys are told, right ones show its photos, new keys replace old ones', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const origin = albumen?.url as string
  const bucket = await SourceBucket.open(s3 as Radosgw)
  for (const [key, content] of Object.entries(await holidayTree())) await bucket.put(key, content)
  const before = await bucket.listing()
  const context = await browser.newContext({ baseURL: origin })
  // The first account is the administrator, who may connect servers at private addresses.
  await newPerson(context, origin)
  const page = await context.newPage()
  await page.goto('/sources/new')
  await page.getByRole('combobox', { name: 'Where the bucket is' }).selectOption('Ceph')
  await page.getByRole('textbox', { name: 'Endpoint' }).fill(bucket.endpoint)
  await page.getByRole('textbox', { name: 'Bucket' }).fill(bucket.name)
  await page.getByRole('textbox', { name: 'Access key' }).fill(bucket.reader.accessKeyId)
  await page.getByLabel('Secret key').fill('not-the-secret')
  await page.getByRole('button', { name: 'Check access' }).click()
  await expect(page.getByRole('heading', { name: 'Access does not work yet' })).toBeVisible()
  await expect(page.getByText(/The secret key does not fit/)).toBeVisible()

  await page.getByLabel('Secret key').fill(bucket.reader.secretAccessKey)
  await expect(page.getByRole('heading', { name: 'Access does not work yet' })).toBeHidden()
  await page.getByRole('button', { name: 'Check access' }).click()
  await expect(page.getByRole('heading', { name: 'Access works' })).toBeVisible()
  await page.getByRole('button', { name: 'Connect and scan' }).click()
  await expect(page.getByRole('heading', { level: 1, name: bucket.name })).toBeVisible()
  await scanned(page)
  await expect(page.getByText('6 photos · 1 unreadable · 1 not shown')).toBeVisible()
  expect(await page.content(), 'the page does not know the keys').not.toContain(bucket.reader.secretAccessKey)

  const access = page.getByRole('region', { name: 'Access' })
  await access.getByRole('button', { name: 'Check access' }).click()
  await expect(access.getByRole('heading', { name: 'Access works' })).toBeVisible()
  await access.getByRole('textbox', { name: 'New access key' }).fill(bucket.reader.accessKeyId)
  await access.getByLabel('New secret key').fill('wrong-again')
  await access.getByRole('button', { name: 'Check and save' }).click()
  await expect(access.getByRole('heading', { name: 'Access does not work yet' })).toBeVisible()
  await access.getByLabel('New secret key').fill(bucket.reader.secretAccessKey)
  await access.getByRole('button', { name: 'Check and save' }).click()
  await expect(page.getByText('The new access is saved')).toBeVisible()

  await page.getByRole('link', { name: 'Browse its folders' }).click()
  const folders = page.getByRole('list', { name: 'Folders' })
  await expect(folders.getByRole('link')).toHaveText(['Holiday 20234 photos', 'Work1 photo'])
  await folders.getByRole('link', { name: /Work/ }).click()
  await expect(page.locator('.photo-grid [data-photo]')).toHaveCount(1)
  expect(await bucket.listing(), 'the bucket, untouched').toEqual(before)
  bucket.close()
  await context.close()
})
