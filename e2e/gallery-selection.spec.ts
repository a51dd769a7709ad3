import { expect, type Page, test } from '@playwright/test'
import {
  gridReady,
  lightbox,
  manyPhotos,
  personWithPhotos,
  type Storage,
  settled,
  tile,
  tileLink,
} from './gallery-fixtures'
import type { Seeded } from './seed-photos'

let photos: Seeded[] = []
let storage: Storage
const DAYS = 13
const PER_DAY = 8

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  ;({ photos, storage } = await personWithPhotos(browser, baseURL, manyPhotos(DAYS, PER_DAY)))
})

test.use({ storageState: async ({ browserName: _ }, use) => use(storage) })
test.beforeEach(async ({ page }) => {
  await page.goto('/')
  await gridReady(page)
})

const idAt = (index: number) => photos[index]?.id ?? ''
const bar = (page: Page) => page.getByRole('toolbar', { name: 'Actions on the selected photos' })
const count = (page: Page) => bar(page).getByRole('status')

async function tick(page: Page, index: number, modifiers: ('Shift' | 'Control')[] = []): Promise<void> {
  await tile(page, idAt(index)).hover()
  await tile(page, idAt(index)).locator('[data-tick]').click({ modifiers })
}

const isPublic = async (page: Page, index: number) =>
  (await (await page.request.get(`/api/v1/photos/${idAt(index)}`)).json()).visibility === 'public'

test('ticks, ranges, days, all, and nothing', async ({ page }) => {
  await tick(page, 1)
  await expect(count(page)).toHaveText('1 selected')
  await tick(page, 5, ['Shift'])
  await expect(count(page)).toHaveText('5 selected')
  await tileLink(page, idAt(3)).click()
  await expect(lightbox(page)).toHaveCount(0)
  await expect(count(page)).toHaveText('4 selected')
  await page.getByRole('button', { name: 'Select all of Sat 30 Mar 2024' }).click()
  await expect(count(page)).toHaveText(`${4 + PER_DAY} selected`)
  await page.keyboard.press('Control+a')
  await expect(count(page)).toHaveText(`${DAYS * PER_DAY} selected`)
  await page.keyboard.press('Escape')
  await expect(bar(page)).toHaveCount(0)
  await tileLink(page, idAt(2)).focus()
  await page.keyboard.press('x')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(count(page)).toHaveText('2 selected')
})

test('a range reaches over what is not drawn', async ({ page }) => {
  await tick(page, 0)
  await expect(async () => {
    await page.mouse.wheel(0, 600)
    await expect(tile(page, idAt(70))).toBeInViewport({ timeout: 100 })
  }).toPass({ timeout: 20_000, intervals: [50] })
  await tick(page, 70, ['Shift'])
  await expect(count(page)).toHaveText('71 selected')
})

test('make public asks, changes all of them, and Undo takes it back', async ({ page }) => {
  await tick(page, 0)
  await tick(page, 2, ['Shift'])
  await bar(page).getByRole('button', { name: 'Make public' }).click()
  await page
    .getByRole('alertdialog', { name: 'Make 3 photos public?' })
    .getByRole('button', { name: 'Make public' })
    .click()
  await expect(page.getByText('3 photos made public')).toBeVisible()
  await expect(bar(page)).toHaveCount(0)
  for (const index of [0, 1, 2]) await expect.poll(() => isPublic(page, index)).toBe(true)
  await expect(tile(page, idAt(1)).getByText('Private')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  for (const index of [0, 1, 2]) await expect.poll(() => isPublic(page, index)).toBe(false)
  await expect(tile(page, idAt(1)).getByText('Private')).toHaveCount(1)
})

test('what the server refuses is put back and said', async ({ page }) => {
  await page.route('**/api/v1/photos/delete', (route) => route.abort())
  await tick(page, 4)
  await expect(count(page)).toHaveText('1 selected')
  await page.keyboard.press('Delete')
  await expect(page.getByText('Albumen does not answer. Check the connection and try again.')).toBeVisible()
  await expect(tile(page, idAt(4))).toBeVisible()
})

test('trash: in, Undo, in again, restore, and for ever', async ({ page }) => {
  await tick(page, 6)
  await tick(page, 7)
  await bar(page).getByRole('button', { name: 'Move to the trash' }).click()
  await expect(page.getByText('2 photos moved to the trash')).toBeVisible()
  await expect(tile(page, idAt(6))).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(tile(page, idAt(6))).toBeVisible()
  await expect
    .poll(async () => (await (await page.request.get('/api/v1/photos?trash=true&owner=me')).json()).items.length)
    .toBe(0)

  await tick(page, 6)
  await tick(page, 7)
  await expect(count(page)).toHaveText('2 selected')
  await page.keyboard.press('Delete')
  await expect(page.getByText('2 photos moved to the trash').last()).toBeVisible()
  await page.getByRole('link', { name: 'Trash' }).first().click()
  await expect(page).toHaveURL('/trash')
  await expect(page.getByText('Deleted photos stay here for 30 days')).toBeVisible()
  await gridReady(page)
  await tick(page, 6)
  await bar(page).getByRole('button', { name: 'Restore' }).click()
  await expect(tile(page, idAt(6))).toHaveCount(0)
  await tick(page, 7)
  await bar(page).getByRole('button', { name: 'Delete for ever' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Delete this photo for ever?' })
  await expect(dialog).toContainText('Nobody can bring it back')
  await expect(dialog.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await dialog.getByRole('button', { name: 'Delete photo' }).click()
  await expect(page.getByText('The trash is empty')).toBeVisible()
  await expect.poll(async () => (await page.request.get(`/api/v1/photos/${idAt(7)}`)).status()).toBe(404)
  await page.getByRole('link', { name: 'Gallery' }).first().click()
  await expect(tile(page, idAt(6))).toBeVisible()
  await expect(tile(page, idAt(7))).toHaveCount(0)
})

test('one photo is downloaded as its file, several as one zip', async ({ page }) => {
  const names: string[] = []
  page.on('download', (download) => names.push(download.suggestedFilename()))
  await tick(page, 8)
  await bar(page).getByRole('button', { name: 'Download' }).click()
  await expect.poll(() => names, { timeout: 15_000 }).toEqual(['seed-8.jpg'])
  await tick(page, 9)
  await bar(page).getByRole('button', { name: 'Download' }).click()
  await expect.poll(() => names, { timeout: 15_000 }).toEqual(['seed-8.jpg', 'photos.zip'])
})

test('on a touch screen a long press ticks, and the finger goes on over more tiles', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    baseURL,
    storageState: storage,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  })
  const page = await context.newPage()
  await page.goto('/')
  await gridReady(page)
  await settled(page)
  const box = await tile(page, idAt(1)).boundingBox()
  const session = await context.newCDPSession(page)
  const touchPoints = [{ x: (box?.x ?? 0) + 40, y: (box?.y ?? 0) + 30 }]
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
  await expect(count(page)).toHaveText('1 selected')
  const moveTo = async (index: number) => {
    const at = await tile(page, idAt(index)).boundingBox()
    const touchPoints = [{ x: (at?.x ?? 0) + 40, y: (at?.y ?? 0) + 30 }]
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints })
  }
  const scrolled = await page.evaluate(() => window.scrollY)
  await expect(async () => {
    await moveTo(3)
    await expect(count(page)).toHaveText('3 selected', { timeout: 1_000 })
  }).toPass()
  await moveTo(2)
  await expect(count(page)).toHaveText('2 selected')
  await moveTo(1)
  await expect(count(page)).toHaveText('1 selected')
  expect(await page.evaluate(() => window.scrollY)).toBe(scrolled)
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await tileLink(page, idAt(2)).tap()
  await expect(count(page)).toHaveText('2 selected')
  await expect(lightbox(page)).toHaveCount(0)
  await context.close()
})
