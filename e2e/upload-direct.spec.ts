import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { makeTestBucket } from '../lib/storage/testing/test-bucket'
import { freePort } from '../scripts/ports'
import { HOW_TO_INSTALL, missingForRadosgw, type Radosgw, startRadosgw } from '../scripts/testing/radosgw'
import { type StartedAlbumen, startAlbumen } from '../scripts/testing/start-albumen'
import { chooser, logInAnew, makePhotos, ownPhotos, panelOf } from './upload-fixtures'

let s3: Radosgw | undefined
let albumen: StartedAlbumen | undefined
let folder: string | undefined

test.beforeAll(async () => {
  test.setTimeout(240_000)
  const missing = await missingForRadosgw()
  test.skip(missing.length > 0, `SKIPPED: no S3 server (${missing.join(', ')}). Install: ${HOW_TO_INSTALL}`)
  folder = await mkdtemp(path.join(tmpdir(), 'albumen-direct-'))
  s3 = await startRadosgw()
  const port = await freePort()
  const bucket = await makeTestBucket(s3, `http://127.0.0.1:${port}`)
  albumen = await startAlbumen({
    dataDir: path.join(folder, 'data'),
    variables: {
      PORT: String(port),
      STORAGE_URL: `s3://${bucket}`,
      S3_ENDPOINT: s3.endpoint,
      S3_PUBLIC_ENDPOINT: s3.endpoint,
      S3_ACCESS_KEY_ID: s3.owner.accessKeyId,
      S3_SECRET_ACCESS_KEY: s3.owner.secretAccessKey,
    },
  })
})

test.afterAll(async () => {
  await albumen?.stop()
  await s3?.stop()
  if (folder) await rm(folder, { recursive: true, force: true })
})

test('the other door: bytes go straight to the store, without a cookie, and survive a broken connection', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const origin = albumen?.url as string
  const context = await browser.newContext({ baseURL: origin })
  await logInAnew(context, origin)
  const page = await context.newPage()
  const puts: { origin: string; cookie: string | undefined }[] = []
  page.on('request', async (request) => {
    if (request.method() !== 'PUT') return
    puts.push({ origin: new URL(request.url()).origin, cookie: (await request.allHeaders()).cookie })
  })
  let broken = false
  await page.route(`${s3?.endpoint}/**`, async (route) => {
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
  expect(new Set(puts.map((put) => put.origin))).toEqual(new Set([s3?.endpoint]))
  expect(puts.filter((put) => put.cookie !== undefined)).toEqual([])
  const photos = await ownPhotos(context.request)
  expect(photos.map((photo) => photo.status)).toEqual(Array.from({ length: 12 }, () => 'ready'))
  await expect(page.locator('main a[href*="/photos/"] img').first()).toBeVisible()
  await context.close()
})
