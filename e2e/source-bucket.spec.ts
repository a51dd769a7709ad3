import { expect, test } from '@playwright/test'
import { SourceBucket } from '../lib/sources/testing/source-bucket'
import { newPerson } from './new-person'
import { withS3Instance } from './s3-instance'
import { holidayTree, scanned } from './source-fixtures'

const instance = withS3Instance({ direct: false })

test('a bucket on a real S3 server: wrong keys are told, right ones show its photos, new keys replace old ones', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const { s3, albumen } = instance()
  const origin = albumen.url
  const bucket = await SourceBucket.open(s3)
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
