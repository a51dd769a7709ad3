import { createHash, randomBytes } from 'node:crypto'
import { expect, type Page, type Route, test } from '@playwright/test'
import { newPerson } from './new-person'
import { chooser, makePhoto, makePhotos, ownPhotos, panelOf, rowOf } from './upload-fixtures'

const CONTENT = '**/api/v1/uploads/*/content'

test.beforeEach(async ({ context, baseURL }) => {
  await newPerson(context, baseURL as string)
})

/** Holds every PUT until it is let go. */
async function holdPuts(page: Page): Promise<() => Promise<void>> {
  const held: Route[] = []
  let holding = true
  await page.route(CONTENT, async (route) => {
    if (holding) held.push(route)
    else await route.continue()
  })
  return async () => {
    holding = false
    for (const route of held) await route.continue().catch(() => undefined)
  }
}

test('a connection that breaks, a server that is busy, a lost answer: it goes on by itself', async ({ page }) => {
  let count = 0
  await page.route(CONTENT, async (route) => {
    count += 1
    if (count === 1) return route.abort('connectionreset')
    if (count === 2) return route.fulfill({ status: 503, headers: { 'retry-after': '1' }, body: '{}' })
    if (count === 3) {
      await route.fetch()
      return route.abort('connectionreset')
    }
    return route.continue()
  })
  await page.goto('/upload')
  await chooser(page).setInputFiles(await makePhotos(6))
  await expect(panelOf(page)).toContainText('6 of 6', { timeout: 40_000 })
  await expect(panelOf(page)).not.toContainText('failed')
  expect(await ownPhotos(page.request)).toHaveLength(6)
})

test('a large file whose line breaks goes on where it stopped', async ({ page }) => {
  test.setTimeout(120_000)
  const photo = await makePhoto('large.jpg')
  const buffer = Buffer.concat([photo.buffer, randomBytes(20 * 1024 * 1024)])
  const offsets: number[] = []
  await page.route(CONTENT, async (route) => {
    const request = route.request()
    if (request.method() !== 'PATCH') return route.continue()
    offsets.push(Number(request.headers()['upload-offset']))
    if (offsets.length === 2) return route.abort('connectionreset')
    // Arrived, and the answer is lost.
    if (offsets.length === 4) {
      await route.fetch()
      return route.abort('connectionreset')
    }
    return route.continue()
  })
  await page.goto('/upload')
  await chooser(page).setInputFiles([{ ...photo, buffer }])
  await expect(rowOf(page, 'large.jpg')).toContainText('In your library', { timeout: 90_000 })
  const piece = 8 * 1024 * 1024
  expect(offsets).toEqual([0, piece, piece, 2 * piece])
  const [one] = await ownPhotos(page.request)
  const original = await (await page.request.get(`/api/v1/photos/${one?.id}/original`)).body()
  const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
  expect(hash(original)).toBe(hash(buffer))
})

test('when the server refuses one file, that one fails first in the list and the others get in', async ({ page }) => {
  let refused = false
  await page.route(CONTENT, async (route) => {
    if (refused) return route.continue()
    refused = true
    const detail = 'Your storage is full.'
    return route.fulfill({ status: 413, contentType: 'application/problem+json', body: JSON.stringify({ detail }) })
  })
  await page.goto('/upload')
  await chooser(page).setInputFiles(await makePhotos(5))
  await expect(panelOf(page)).toContainText('4 of 5', { timeout: 60_000 })
  await expect(panelOf(page).locator('li').first()).toContainText('Your storage is full.')
  await expect.poll(async () => (await ownPhotos(page.request)).length).toBe(4)
})

test('retry after the connection was away for long', async ({ page }) => {
  test.setTimeout(90_000)
  await page.clock.install()
  let broken = true
  await page.route(CONTENT, (route) => (broken ? route.abort('connectionrefused') : route.continue()))
  await page.goto('/upload')
  await chooser(page).setInputFiles([await makePhoto('a.jpg')])
  await expect(panelOf(page)).toContainText('Trying again in', { timeout: 15_000 })
  await expect(async () => {
    await page.clock.runFor(31_000)
    await expect(rowOf(page, 'a.jpg')).toContainText('The connection broke.', { timeout: 300 })
  }).toPass({ timeout: 40_000 })
  broken = false
  await panelOf(page).getByRole('button', { name: 'Retry all' }).click()
  await expect(panelOf(page)).toContainText('1 of 1', { timeout: 15_000 })
})

test('offline it pauses and says so, online it goes on', async ({ page, context }) => {
  const letGo = await holdPuts(page)
  await page.goto('/upload')
  await chooser(page).setInputFiles(await makePhotos(6))
  await expect(panelOf(page).locator('[data-state=sending]')).toHaveCount(4)
  await context.setOffline(true)
  await letGo()
  await expect(panelOf(page)).toContainText('You are offline. It goes on by itself')
  await context.setOffline(false)
  await expect(panelOf(page)).toContainText('6 of 6', { timeout: 40_000 })
  expect(await ownPhotos(page.request)).toHaveLength(6)
})

test('cancel one, cancel all, undo', async ({ page }) => {
  const letGo = await holdPuts(page)
  await page.goto('/upload')
  await chooser(page).setInputFiles(await makePhotos(8))
  await expect(panelOf(page).locator('[data-state=sending]')).toHaveCount(4)
  await panelOf(page).getByRole('button', { name: 'Cancel photo-0.jpg' }).click()
  await expect(panelOf(page)).toContainText('0 of 7')
  await panelOf(page).getByRole('button', { name: 'Cancel all' }).click()
  await expect(panelOf(page)).toContainText('Upload cancelled')
  await expect.poll(async () => (await ownPhotos(page.request)).length).toBe(0)
  await letGo()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(panelOf(page)).toContainText('7 of 7', { timeout: 60_000 })
  await panelOf(page).getByRole('button', { name: 'Retry photo-0.jpg' }).click()
  await expect(panelOf(page)).toContainText('8 of 8', { timeout: 60_000 })
})

test('goes on while one walks about, and warns before leaving only while something is unfinished', async ({ page }) => {
  const letGo = await holdPuts(page)
  await page.goto('/upload')
  await chooser(page).setInputFiles(await makePhotos(3))
  await expect(panelOf(page).locator('[data-state=sending]')).toHaveCount(3)
  await page.getByRole('link', { name: 'Albumen' }).click()
  await page.waitForURL((url) => url.pathname === '/')
  await expect(panelOf(page)).toContainText('0 of 3')

  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()

  await letGo()
  await expect(panelOf(page)).toContainText('Upload finished', { timeout: 60_000 })
  await expect(page.locator('main a[href*="/photos/"]')).toHaveCount(3)
  await page.goto('/upload')
  await expect(panelOf(page)).toHaveCount(0)
})

test('a session that ends pauses it; after the log-in it goes on', async ({ page, context }) => {
  const events = page.waitForResponse('**/api/v1/events')
  await page.goto('/upload')
  await events
  const cookies = await context.cookies()
  await context.clearCookies()
  await chooser(page).setInputFiles(await makePhotos(2))
  await expect(panelOf(page)).toContainText('You are logged out.')
  await context.addCookies(cookies)
  await panelOf(page).getByRole('button', { name: 'Go on' }).click()
  await expect(panelOf(page)).toContainText('2 of 2', { timeout: 60_000 })
})
