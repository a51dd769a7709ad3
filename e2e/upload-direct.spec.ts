import { expect, test } from '@playwright/test'
import { S3Store } from '../lib/storage/s3'
import { testBucketSettings } from '../lib/storage/testing/test-bucket'
import { newPerson } from './new-person'
import { type S3Instance, withS3Instance } from './s3-instance'
import { chooser, makePhotos, ownPhotos, panelOf } from './upload-fixtures'

const instance = withS3Instance({ direct: true })

test('the other door: bytes go straight to the store, without a cookie, and survive a broken connection', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const { s3, albumen } = instance()
  const origin = albumen.url
  const context = await browser.newContext({ baseURL: origin })
  await newPerson(context, origin)
  const page = await context.newPage()
  const puts: { origin: string; cookie: string | undefined }[] = []
  page.on('request', async (request) => {
    if (request.method() !== 'PUT') return
    puts.push({ origin: new URL(request.url()).origin, cookie: (await request.allHeaders()).cookie })
  })
  let broken = false
  await page.route(`${s3.endpoint}/**`, async (route) => {
    if (broken || route.request().method() !== 'PUT') return route.continue()
    broken = true
    // The bytes arrive, the answer is lost: the second attempt is told that they are there.
    await route.fetch()
    return route.abort('connectionreset')
  })
  const refused: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy|CORS/.test(message.text())) refused.push(message.text())
  })
  await page.goto('/')
  await chooser(page).setInputFiles(await makePhotos(12, 300))
  await expect(panelOf(page)).toContainText('Upload finished', { timeout: 60_000 })
  await expect(panelOf(page)).toContainText('12 of 12')
  expect(refused).toEqual([])
  expect(new Set(puts.map((put) => put.origin))).toEqual(new Set([s3.endpoint]))
  expect(puts.filter((put) => put.cookie !== undefined)).toEqual([])
  const photos = await ownPhotos(context.request)
  expect(photos.map((photo) => photo.status)).toEqual(Array.from({ length: 12 }, () => 'ready'))
  await expect(page.locator('main a[href*="/photos/"] img').first()).toBeVisible()
  await context.close()
})

async function loseRenditions({ s3, bucket }: Pick<S3Instance, 's3' | 'bucket'>, id: string): Promise<number> {
  const store = new S3Store(testBucketSettings(s3, bucket ?? ''))
  let lost = 0
  for await (const { key } of store.list('renditions/')) {
    if (!key.includes(id)) continue
    await store.delete(key)
    lost += 1
  }
  return lost
}

test('a picture that the bucket has lost is drawn anew, and comes to the page by itself', async ({ browser }) => {
  test.setTimeout(180_000)
  const { s3, albumen, bucket } = instance()
  const context = await browser.newContext({ baseURL: albumen.url })
  await newPerson(context, albumen.url)
  const page = await context.newPage()
  await page.goto('/')
  await chooser(page).setInputFiles(await makePhotos(1, 300))
  await expect(panelOf(page)).toContainText('Upload finished', { timeout: 60_000 })
  const [photo] = await ownPhotos(context.request)
  expect(await loseRenditions({ s3, bucket }, String(photo?.id))).toBe(2)
  // Another browser: this one has the picture in its cache.
  const elsewhere = await browser.newContext({ baseURL: albumen.url, storageState: await context.storageState() })
  const other = await elsewhere.newPage()
  const asked = other.waitForRequest((request) => request.url().endsWith('again=1'), { timeout: 60_000 })
  await other.goto('/')
  await asked
  const image = other.locator('main a[href*="/photos/"] img').first()
  await expect
    .poll(() => image.evaluate((element: HTMLImageElement) => element.complete && element.naturalWidth > 0), {
      timeout: 90_000,
    })
    .toBe(true)
  await elsewhere.close()
  await context.close()
})
