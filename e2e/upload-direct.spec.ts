import { expect, test } from '@playwright/test'
import { newPerson } from './new-person'
import { withS3Instance } from './s3-instance'
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
