import { expect, type Page, test } from '@playwright/test'
import { gridReady, lightbox, manyPhotos, personWithPhotos, type Storage, tile, tileLink } from './gallery-fixtures'
import type { Seeded } from './seed-photos'

let photos: Seeded[] = []
let storage: Storage

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  ;({ photos, storage } = await personWithPhotos(browser, baseURL, manyPhotos(10, 10)))
})

test.use({ storageState: async ({ browserName: _ }, use) => use(storage) })

const idAt = (index: number) => photos[index]?.id ?? ''
const panel = (page: Page) => page.getByRole('complementary', { name: 'About this photo' })

async function open(page: Page, index: number): Promise<void> {
  await page.goto('/')
  await gridReady(page)
  await expect(async () => {
    if (await tile(page, idAt(index)).isVisible()) return
    await page.mouse.wheel(0, 400)
    throw new Error('not there yet')
  }).toPass({ timeout: 20_000, intervals: [50] })
  await tileLink(page, idAt(index)).click()
  await expect(page).toHaveURL(`/photos/${idAt(index)}`)
  await expect(lightbox(page)).toHaveClass(/pswp--ui-visible/)
}

test('a click opens the photo at its own address; arrows go on; Back closes; forward opens again', async ({ page }) => {
  await open(page, 2)
  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(`/photos/${idAt(3)}`)
  await page.getByRole('button', { name: 'Next photo' }).click()
  await expect(page).toHaveURL(`/photos/${idAt(4)}`)
  await page.keyboard.press('ArrowLeft')
  await expect(page).toHaveURL(`/photos/${idAt(3)}`)
  await page.goBack()
  await expect(lightbox(page)).toHaveCount(0)
  await expect(page).toHaveURL('/')
  await page.goForward()
  await expect(lightbox(page)).toBeVisible()
  await expect(page).toHaveURL(`/photos/${idAt(3)}`)
})

test('the last photo looked at is in view and has the focus after closing', async ({ page }) => {
  await open(page, 0)
  for (let step = 0; step < 45; step += 1) await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(`/photos/${idAt(45)}`)
  await page.keyboard.press('Escape')
  await expect(lightbox(page)).toHaveCount(0)
  await expect(tile(page, idAt(45))).toBeInViewport({ ratio: 1 })
  await expect(tileLink(page, idAt(45))).toBeFocused()
})

test('one goes on from photo to photo beyond what the server sent', async ({ page }) => {
  await open(page, 55)
  for (let index = 56; index < 100; index += 1) {
    await page.keyboard.press('ArrowRight')
    await expect(page).toHaveURL(`/photos/${idAt(index)}`)
  }
})

test('the address alone shows the photo among its neighbours, and closing leads to the gallery at its place', async ({
  page,
}) => {
  await page.goto(`/photos/${idAt(50)}`)
  await expect(lightbox(page)).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(`/photos/${idAt(51)}`)
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowLeft')
  await expect(page).toHaveURL(`/photos/${idAt(47)}`)
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL('/')
  await expect(tile(page, idAt(47))).toBeInViewport()
})

test('a reload keeps the photo, and Back still leads to the gallery', async ({ page }) => {
  await open(page, 7)
  await page.reload()
  await expect(lightbox(page)).toBeVisible()
  await expect(page).toHaveURL(`/photos/${idAt(7)}`)
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL('/')
  await gridReady(page)
  await expect(tile(page, idAt(7))).toBeInViewport()
})

test('information is edited in place, and typing moves no pictures', async ({ page }) => {
  await open(page, 10)
  await page.keyboard.press('i')
  await expect(panel(page)).toContainText('20:00')
  await panel(page).getByLabel('Title').fill('Harbour at night')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await expect(panel(page).getByText('Saved')).toBeVisible()
  await panel(page).getByLabel('Tags').fill('boats')
  await page.keyboard.press('Enter')
  await expect(panel(page).getByRole('button', { name: 'Remove the tag boats' })).toBeVisible()
  await expect(page).toHaveURL(`/photos/${idAt(10)}`)
  await expect(page).toHaveTitle('Harbour at night · Albumen')
  await expect
    .poll(async () => (await page.request.get(`/api/v1/photos/${idAt(10)}`)).json())
    .toMatchObject({ title: 'Harbour at night', tags: ['boats'] })
  await page.goBack()
  await expect(page.getByAltText('Harbour at night')).toBeVisible()
})

test('a tag that is too long is refused beside its field', async ({ page }) => {
  await open(page, 11)
  await page.keyboard.press('i')
  await page.route('**/api/v1/photos/*', (route) =>
    route.request().method() === 'PATCH'
      ? route.fulfill({
          status: 400,
          contentType: 'application/problem+json',
          json: {
            type: 'about:blank',
            title: 'invalid',
            status: 400,
            code: 'invalid',
            detail: 'tags: too long',
            errors: [{ path: 'tags', message: 'at most 100 characters' }],
            requestId: 'x',
          },
        })
      : route.continue(),
  )
  await panel(page).getByLabel('Tags').fill('a tag')
  await page.keyboard.press('Enter')
  await expect(panel(page).getByLabel('Tags')).toHaveAccessibleDescription(/at most 100 characters/)
})

test('making a photo public asks first and can be taken back', async ({ page }) => {
  await open(page, 12)
  const visibility = async () => (await (await page.request.get(`/api/v1/photos/${idAt(12)}`)).json()).visibility
  await page.getByRole('button', { name: 'Private: make public' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Make this photo public?' })
  await expect(dialog).toContainText('Everyone who opens this site sees')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(lightbox(page)).toBeVisible()
  expect(await visibility()).toBe('private')
  await page.getByRole('button', { name: 'Private: make public' }).click()
  await dialog.getByRole('button', { name: 'Make public' }).click()
  await expect(page.getByRole('button', { name: 'Public: make private' })).toBeVisible()
  await expect.poll(visibility).toBe('public')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(visibility).toBe('private')
})

/** The picture itself is on the screen, not only its place. */
async function pictureShows(page: Page, index: number): Promise<void> {
  await expect(page).toHaveURL(`/photos/${idAt(index)}`)
  const image = lightbox(page).locator('.pswp__item[aria-hidden="false"] img.pswp__img:not(.pswp__img--placeholder)')
  await expect(image).toBeVisible()
  await expect(image).toHaveAttribute('src', new RegExp(idAt(index)))
  await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(0)
}

test('culling one by one: each neighbour shows, before and behind it too; Undo brings the photo back', async ({
  page,
}) => {
  await open(page, 20)
  await page.keyboard.press('Delete')
  await pictureShows(page, 21)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(tile(page, idAt(20))).toBeAttached()
  await pictureShows(page, 21)
  await page.keyboard.press('ArrowLeft')
  await pictureShows(page, 20)
  await page.keyboard.press('Delete')
  await pictureShows(page, 21)
  await page.keyboard.press('Delete')
  await pictureShows(page, 22)
  await page.keyboard.press('ArrowRight')
  await pictureShows(page, 23)
  await page.keyboard.press('ArrowLeft')
  await pictureShows(page, 22)
  await page.keyboard.press('ArrowLeft')
  await pictureShows(page, 19)
  await page.keyboard.press('Escape')
  await expect(lightbox(page)).toHaveCount(0)
  await expect(tile(page, idAt(22))).toBeVisible()
  const headers = { origin: new URL(page.url()).origin }
  const select = { ids: [idAt(20), idAt(21)] }
  expect((await page.request.post('/api/v1/photos/restore', { headers, data: { select } })).status()).toBe(200)
  // What is restored elsewhere comes back here.
  await expect(tile(page, idAt(20))).toBeVisible()
  await expect(tile(page, idAt(21))).toBeVisible()
})

test('Esc leaves the field first, without what was begun in it, and then the photo', async ({ page }) => {
  await open(page, 3)
  await page.keyboard.press('t')
  const line = page.getByPlaceholder('Add a tag')
  await expect(line).toBeFocused()
  await page.keyboard.type('half a ta')
  await page.keyboard.press('Escape')
  await expect(line).not.toBeFocused()
  await expect(line).toHaveValue('')
  await expect(lightbox(page)).toBeVisible()
  const title = panel(page).getByLabel('Title')
  await title.fill('not this')
  await page.keyboard.press('Escape')
  await expect(title).toHaveValue('')
  await page.keyboard.press('ArrowRight')
  await pictureShows(page, 4)
  await page.keyboard.press('Escape')
  await expect(lightbox(page)).toHaveCount(0)
  const photo = await (await page.request.get(`/api/v1/photos/${idAt(3)}`)).json()
  expect([photo.tags, photo.title]).toEqual([[], ''])
})

test('camera, lens and tags in the panel lead to the other photos that share them', async ({ page }) => {
  await page.goto('/')
  const headers = { origin: new URL(page.url()).origin }
  const data = { tags: ['Harbour'], camera: { make: 'NIKON CORPORATION', model: 'NIKON D500', lens: 'Nikkor 35 mm' } }
  for (const index of [4, 6])
    expect((await page.request.patch(`/api/v1/photos/${idAt(index)}`, { headers, data })).status()).toBe(200)
  for (const name of ['Harbour', 'NIKON D500', 'Nikkor 35 mm']) {
    await open(page, 4)
    if (!(await panel(page).isVisible())) await page.keyboard.press('i')
    await panel(page).getByRole('link', { name }).click()
    await expect(page).toHaveURL(/\/gallery\?owner=me&(tag|camera|lens)=/)
    await expect(lightbox(page)).toHaveCount(0)
    await expect(page.locator('[data-photo]')).toHaveCount(2)
    await expect(tile(page, idAt(6))).toBeVisible()
  }
})
