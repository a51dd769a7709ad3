import { expect, type Page, test } from '@playwright/test'
import { examine } from './examine'
import { lightbox, manyPhotos, personWithPhotos, type Storage } from './gallery-fixtures'
import type { Seeded } from './seed-photos'

let photos: Seeded[] = []
let storage: Storage

test.beforeAll(async ({ browser, baseURL }) => {
  ;({ photos, storage } = await personWithPhotos(browser, baseURL, manyPhotos(1, 3)))
})

test.use({
  storageState: async ({ browserName: _ }, use) => use(storage),
  viewport: { width: 390, height: 844 },
  hasTouch: true,
})

/** A finger on the handle that goes so many pixels down, and up again from the screen. */
async function pull(page: Page, pixels: number): Promise<void> {
  const box = await page.getByRole('button', { name: /^Make it (larger|smaller)$/ }).boundingBox()
  const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2]
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: number) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y: at }] })
  await touch('touchStart', y)
  for (let step = 1; step <= 10; step += 1) await touch('touchMove', y + (pixels * step) / 10)
  await touch('touchEnd', y + pixels)
}

test('the information is made larger, smaller and put away by its handle, and by the key as well', async ({ page }) => {
  await page.goto(`/photos/${photos[1]?.id}`)
  await expect(lightbox(page)).toHaveClass(/pswp--ui-visible/)
  await page.keyboard.press('i')
  const sheet = page.getByRole('complementary', { name: 'About this photo' })
  const height = async () => Math.round(((await sheet.boundingBox())?.height ?? 0) / 8.44)
  await expect.poll(height).toBe(55)
  await pull(page, -120)
  await expect.poll(height).toBe(92)
  await examine(page, 'large')
  await pull(page, 150)
  await expect.poll(height).toBe(55)
  const handle = page.getByRole('button', { name: 'Make it larger' })
  await handle.focus()
  await page.keyboard.press('Enter')
  await expect.poll(height).toBe(92)
  await page.getByRole('button', { name: 'Make it smaller' }).tap()
  await expect.poll(height).toBe(55)
  await pull(page, 200)
  await expect(sheet).toHaveCount(0)
  await expect(lightbox(page)).toBeVisible()
})

test('the filter is put away by its handle', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: /^Filter/ }).click()
  const sheet = page.getByRole('complementary', { name: 'Filter' })
  await expect(sheet).toBeVisible()
  await pull(page, 200)
  await expect(sheet).toHaveCount(0)
})
