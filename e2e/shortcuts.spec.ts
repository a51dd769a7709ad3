import { expect, type Page, test } from '@playwright/test'
import { gridReady, lightbox, personWithPhotos, type Storage, tileLink } from './gallery-fixtures'
import type { Seeded } from './seed-photos'

let photos: Seeded[] = []
let storage: Storage

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  const seeds = Array.from({ length: 4 }, (_, at) => ({ takenAt: `2024-03-0${4 - at}T12:00:00` }))
  ;({ photos, storage } = await personWithPhotos(browser, baseURL, seeds))
})

test.use({ storageState: async ({ browserName: _ }, use) => use(storage) })

const palette = (page: Page) => page.getByRole('dialog', { name: 'Go to' })
const line = (page: Page) => page.getByRole('combobox', { name: 'Go to' })
const sheet = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' })

async function home(page: Page): Promise<void> {
  await page.goto('/')
  await gridReady(page)
}

test('g and a second key go to screens; no single key works while somebody types', async ({ page }) => {
  await home(page)
  await page.keyboard.press('g')
  await page.keyboard.press('a')
  await expect(page).toHaveURL('/albums')
  await page.keyboard.press('g')
  await page.keyboard.press('m')
  await expect(page).toHaveURL('/map')
  await page.keyboard.press('g')
  await page.keyboard.press('g')
  await expect(page).toHaveURL('/')
  await gridReady(page)
  const search = page.getByRole('combobox', { name: 'Search photos' })
  await page.keyboard.press('/')
  await expect(search).toBeFocused()
  await page.keyboard.type('ga?')
  await expect(search).toHaveValue('ga?')
  await expect(sheet(page)).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await expect(line(page)).toBeFocused()
  await page.keyboard.press('Control+k')
  await expect(palette(page)).toHaveCount(0)
})

test('a second key that leads nowhere does nothing', async ({ page }) => {
  await home(page)
  await tileLink(page, photos[0]?.id ?? '').focus()
  await page.keyboard.press('g')
  await page.keyboard.press('x')
  await page.keyboard.press('ArrowRight')
  await expect(tileLink(page, photos[1]?.id ?? '')).toBeFocused()
  await expect(page.getByRole('toolbar')).toHaveCount(0)
  await page.keyboard.press('x')
  await expect(page.getByRole('toolbar')).toBeVisible()
})

test('the sheet, the palette and g work over an open photo', async ({ page }) => {
  await home(page)
  await tileLink(page, photos[0]?.id ?? '').click()
  await expect(lightbox(page)).toHaveClass(/pswp--ui-visible/)
  await page.keyboard.press('?')
  await expect(sheet(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet(page)).toHaveCount(0)
  await expect(lightbox(page)).toBeVisible()
  await page.keyboard.press('Control+k')
  await line(page).fill('albu')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/albums')
  await expect(lightbox(page)).toHaveCount(0)
  await home(page)
  await tileLink(page, photos[0]?.id ?? '').click()
  await expect(lightbox(page)).toHaveClass(/pswp--ui-visible/)
  await page.keyboard.press('g')
  await page.keyboard.press('m')
  await expect(page).toHaveURL('/map')
  await expect(lightbox(page)).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Map', exact: true })).toBeVisible()
})

test('keys change the photo one is at, without a selection', async ({ page }) => {
  const of = async (index: number) =>
    (await page.request.get(`/api/v1/photos/${photos[index]?.id}`)).json() as Promise<Record<string, unknown>>
  await home(page)
  await tileLink(page, photos[1]?.id ?? '').focus()
  await page.keyboard.press('f')
  await expect.poll(async () => (await of(1)).favourite).toBe(true)
  expect((await of(0)).favourite).toBe(false)
  await expect(page.getByRole('toolbar')).toHaveCount(0)
  await tileLink(page, photos[2]?.id ?? '').focus()
  await page.keyboard.press('3')
  await expect.poll(async () => (await of(2)).rating).toBe(3)
  await tileLink(page, photos[0]?.id ?? '').focus()
  await page.keyboard.press('l')
  await expect(page.getByRole('dialog', { name: 'Add 1 photo to an album' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('toolbar')).toHaveCount(0)
  await tileLink(page, photos[0]?.id ?? '').focus()
  await page.keyboard.press('t')
  await expect(page.getByRole('dialog', { name: 'Tags of 1 photo' })).toBeVisible()
})

test('− rejects a photo, in the grid and over it; 0 or once more takes that back', async ({ page }) => {
  const rating = async () => (await (await page.request.get(`/api/v1/photos/${photos[3]?.id}`)).json()).rating
  await home(page)
  await tileLink(page, photos[3]?.id ?? '').focus()
  await page.keyboard.press('-')
  await expect.poll(rating).toBe(-1)
  await page.keyboard.press('0')
  await expect.poll(rating).toBeNull()
  await tileLink(page, photos[3]?.id ?? '').click()
  await expect(lightbox(page)).toHaveClass(/pswp--ui-visible/)
  await page.keyboard.press('-')
  await expect.poll(rating).toBe(-1)
  await page.keyboard.press('-')
  await expect.poll(rating).toBeNull()
})

test('i and t open the information of a photo, t in the line of its tags', async ({ page }) => {
  const panel = page.getByRole('complementary', { name: 'About this photo' })
  await home(page)
  await tileLink(page, photos[0]?.id ?? '').focus()
  await page.keyboard.press('i')
  await expect(panel).toBeVisible()
  await page.keyboard.press('i')
  await expect(panel).toHaveCount(0)
  await page.keyboard.press('t')
  await expect(panel.getByPlaceholder('Add a tag')).toBeFocused()
  await page.keyboard.type('gdx')
  await page.keyboard.press('Enter')
  await expect(panel.getByText('gdx', { exact: true })).toBeVisible()
})
