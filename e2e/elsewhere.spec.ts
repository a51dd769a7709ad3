// What happens in another tab, on another device or in the network reaches an open page.
import { type Browser, expect, type Page, test } from '@playwright/test'
import { gridReady, lightbox, manyPhotos, personWithPhotos, shownIds, tile, tileLink } from './gallery-fixtures'
import { PASSWORD } from './new-person'
import type { Seeded } from './seed-photos'

let photos: Seeded[] = []
let username = ''
let storage: Awaited<ReturnType<typeof personWithPhotos>>['storage']

test.beforeEach(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  ;({ photos, username, storage } = await personWithPhotos(browser, baseURL, manyPhotos(2, 6)))
})

const idAt = (index: number) => photos[index]?.id ?? ''

async function home(page: Page): Promise<void> {
  await page.goto('/')
  await gridReady(page)
}

async function logIn(page: Page): Promise<void> {
  await page.getByLabel('E-mail or username').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Log in' }).click()
}

test('the link to an own photo, opened logged out, leads there after the log-in', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, storageState: { cookies: [], origins: [] } })
  const page = await context.newPage()
  await page.goto('/gallery?owner=me')
  await expect(page.getByRole('heading', { name: 'You are logged out' })).toBeVisible()
  const back = page.getByRole('main').getByRole('link', { name: 'Log in' })
  await expect(back).toHaveAttribute('href', '/login?next=%2Fgallery%3Fowner%3Dme')
  const reply = await page.goto(`/photos/${idAt(1)}`)
  expect(reply?.status()).toBe(404)
  await page.getByRole('main').getByRole('link', { name: 'Log in' }).click()
  await logIn(page)
  await expect(page).toHaveURL(`/photos/${idAt(1)}`)
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toHaveCount(0)
  await context.close()
})

test('photos deleted elsewhere leave an open gallery, and come back when they are restored', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ baseURL, storageState: storage })
  const page = await context.newPage()
  const headers = { origin: String(baseURL) }
  const events = page.waitForResponse('**/api/v1/events')
  await home(page)
  await events
  expect((await context.request.delete(`/api/v1/photos/${idAt(0)}`, { headers })).ok()).toBe(true)
  await expect(tile(page, idAt(0))).toHaveCount(0)
  const ids = [idAt(1), idAt(2)]
  expect((await context.request.post('/api/v1/photos/delete', { headers, data: { select: { ids } } })).ok()).toBe(true)
  await expect(tile(page, idAt(1))).toHaveCount(0)
  await expect(tile(page, idAt(2))).toHaveCount(0)
  expect((await context.request.delete(`/api/v1/photos/${idAt(3)}?permanent=true`, { headers })).ok()).toBe(true)
  await expect(tile(page, idAt(3))).toHaveCount(0)
  expect((await context.request.post('/api/v1/photos/restore', { headers, data: { select: { ids } } })).ok()).toBe(true)
  await expect(tile(page, idAt(1))).toBeVisible()
  await expect(tile(page, idAt(2))).toBeVisible()
  await context.close()
})

/** An album with the first photos, open in one tab, and how another one of the same person changes it. */
async function openAlbum(browser: Browser, baseURL: string | undefined) {
  const context = await browser.newContext({ baseURL, storageState: storage })
  const headers = { origin: String(baseURL) }
  const { id } = await (await context.request.post('/api/v1/albums', { headers, data: { title: 'Boats' } })).json()
  const change = async (method: string, path: string, data?: unknown) =>
    expect((await context.request.fetch(`/api/v1/${path}`, { method, headers, data })).ok(), path).toBe(true)
  await change('PUT', `albums/${id}/photos`, { ids: [idAt(0), idAt(1), idAt(2)] })
  const page = await context.newPage()
  const events = page.waitForResponse('**/api/v1/events')
  await page.goto(`/albums/${id}`)
  await gridReady(page)
  await events
  await expect(page.getByText('3 photos')).toBeVisible()
  return { context, page, id: String(id), change }
}

test('an open album keeps its count right and says at once when it was deleted elsewhere', async ({
  browser,
  baseURL,
}) => {
  const { context, page, id, change } = await openAlbum(browser, baseURL)
  await change('DELETE', `photos/${idAt(1)}`)
  await expect(tile(page, idAt(1))).toHaveCount(0)
  await expect(page.getByText('2 photos')).toBeVisible()
  await change('DELETE', `albums/${id}?photos=true`)
  await expect(page.getByRole('heading', { name: 'This album is not there any more' })).toBeVisible()
  await page.getByRole('link', { name: 'Go to the albums' }).click()
  await expect(page).toHaveURL('/albums')
  await page.getByRole('link', { name: 'Gallery' }).first().click()
  await expect(tile(page, idAt(3))).toBeVisible()
  await expect(tile(page, idAt(2)), 'went to the trash with its album').toHaveCount(0)
  await context.close()
})

test('an open album follows what is renamed, added, moved and taken out elsewhere', async ({ browser, baseURL }) => {
  const { context, page, id, change } = await openAlbum(browser, baseURL)
  const shown = () => shownIds(page)
  await change('PATCH', `albums/${id}`, { title: 'Ships', visibility: 'public' })
  await expect(page.getByRole('heading', { name: 'Ships' })).toBeVisible()
  await expect(page).toHaveTitle(/^Ships/)
  await expect(page.getByText('· Public')).toBeVisible()
  await change('PUT', `albums/${id}/photos`, { ids: [idAt(4)] })
  await expect(page.getByText('4 photos')).toBeVisible()
  await expect.poll(shown).toEqual([idAt(0), idAt(1), idAt(2), idAt(4)])
  await change('PATCH', `albums/${id}/photos`, { ids: [idAt(4)], before: idAt(0) })
  await expect.poll(shown).toEqual([idAt(4), idAt(0), idAt(1), idAt(2)])
  await change('DELETE', `albums/${id}/photos`, { ids: [idAt(1)] })
  await expect.poll(shown).toEqual([idAt(4), idAt(0), idAt(2)])
  await expect(page.getByText('3 photos')).toBeVisible()
  await context.close()
})

test('an album that is renamed elsewhere under an open photo has its new name in the tab when the photo is closed', async ({
  browser,
  baseURL,
}) => {
  const { context, page, id, change } = await openAlbum(browser, baseURL)
  await tileLink(page, idAt(1)).click()
  await expect(lightbox(page)).toBeVisible()
  await change('PATCH', `albums/${id}`, { title: 'Ships' })
  await expect(page).toHaveTitle(/^Photo of/)
  await page.keyboard.press('Escape')
  await expect(lightbox(page)).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Ships' })).toBeVisible()
  await expect(page).toHaveTitle('Ships · Albumen')
  await context.close()
})

test('the list of albums follows what is made, renamed, filled and deleted elsewhere', async ({ browser, baseURL }) => {
  const { context, page, id, change } = await openAlbum(browser, baseURL)
  await page.goto('/albums')
  const card = (text: string) => page.getByRole('listitem').filter({ hasText: text })
  await expect(card('Boats')).toContainText('3 photos')
  // The first news may come before the page listens: there is other news until some is shown.
  await expect(async () => {
    await change('PATCH', `albums/${id}`, { title: `Ships ${performance.now()}` })
    await expect(card('Ships')).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await change('PUT', `albums/${id}/photos`, { ids: [idAt(4)] })
  await expect(card('Ships')).toContainText('4 photos')
  await change('DELETE', `photos/${idAt(4)}`)
  await expect(card('Ships')).toContainText('3 photos')
  await change('POST', 'albums', { title: 'Trains' })
  await expect(card('Trains')).toBeVisible()
  await change('DELETE', `albums/${id}`)
  await expect(card('Ships')).toHaveCount(0)
  await context.close()
})

test('an album that one deletes oneself leads to the albums, without a word that it is gone', async ({
  browser,
  baseURL,
}) => {
  const { context, page } = await openAlbum(browser, baseURL)
  await page.getByRole('button', { name: 'Album', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Delete album' }).click()
  await page.evaluate(() => {
    new MutationObserver(() => {
      if (document.body.textContent?.includes('not there any more')) document.documentElement.dataset.saidGone = ''
    }).observe(document.body, { childList: true, subtree: true })
  })
  await page.getByRole('button', { name: 'Delete album' }).click()
  await expect(page).toHaveURL('/albums')
  await expect(page.locator('html[data-said-gone]')).toHaveCount(0)
  await context.close()
})

test('a photo that its owner hides leaves the lightbox and the grid of a visitor', async ({ browser, baseURL }) => {
  const owner = await browser.newContext({ baseURL, storageState: storage })
  const headers = { origin: String(baseURL) }
  const show = (id: string, visibility: string) =>
    owner.request.patch(`/api/v1/photos/${id}`, { headers, data: { visibility } })
  for (const index of [0, 1, 2]) expect((await show(idAt(index), 'public')).ok()).toBe(true)
  const context = await browser.newContext({ baseURL, storageState: { cookies: [], origins: [] } })
  const page = await context.newPage()
  await page.goto(`/gallery?owner=${username}`)
  await gridReady(page)
  expect((await show(idAt(1), 'private')).ok()).toBe(true)
  await tileLink(page, idAt(1)).click()
  await expect(lightbox(page)).toBeVisible()
  await expect(page).toHaveURL(`/photos/${idAt(2)}`)
  await page.keyboard.press('Escape')
  await expect(tile(page, idAt(1))).toHaveCount(0)
  await expect(tile(page, idAt(2))).toBeVisible()
  await owner.close()
  await context.close()
})

test('a network that goes leaves the gallery as it is, and when it is back the list goes on', async ({
  browser,
  baseURL,
}) => {
  const many = await personWithPhotos(browser, baseURL, manyPhotos(2, 45))
  const context = await browser.newContext({ baseURL, storageState: many.storage })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  // Sixty come with the page; the rest is asked for at once, and must not come before the network goes.
  await context.route('**/api/v1/photos?**', (route) => route.abort())
  await home(page)
  await context.setOffline(true)
  await context.unroute('**/api/v1/photos?**')
  const sorry = page.getByText(/More photos did not load/)
  await page.mouse.move(400, 400)
  await page.mouse.wheel(0, 6_000)
  await expect(sorry).toBeVisible()
  await expect(page.locator('[data-photo]').first()).toBeVisible()
  await expect(page.getByText('This page failed')).toHaveCount(0)
  await context.setOffline(false)
  await expect(sorry).toHaveCount(0)
  await expect(async () => {
    await page.mouse.wheel(0, 6_000)
    await expect(tile(page, many.photos.at(-1)?.id ?? '')).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 30_000 })
  expect(errors).toEqual([])
  await context.close()
})

test('thumbnails that did not come are asked for again', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, storageState: storage })
  const page = await context.newPage()
  await context.route('**/renditions/thumb**', (route) => route.abort())
  await page.goto('/')
  const sorry = page.getByText('The picture did not load')
  await expect(sorry.first()).toBeVisible()
  await context.unroute('**/renditions/thumb**')
  await expect(sorry).toHaveCount(0, { timeout: 30_000 })
  await gridReady(page)
  await context.close()
})

test('with reduced motion a photo closes without flying', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, storageState: storage, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await home(page)
  await tileLink(page, idAt(1)).click()
  await expect(lightbox(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(lightbox(page)).toHaveCount(0)
  await context.close()
})
