// Photos that leave while they are looked at quickly: many in a row, and under a finger that is on its way to the next.
import { type CDPSession, expect, type Page, test } from '@playwright/test'
import {
  gridReady,
  lightbox,
  manyPhotos,
  personWithPhotos,
  settled,
  shownIds,
  tile,
  tileLink,
} from './gallery-fixtures'
import type { Seeded } from './seed-photos'

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

let photos: Seeded[] = []
let storage: Awaited<ReturnType<typeof personWithPhotos>>['storage']

test.beforeEach(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  ;({ photos, storage } = await personWithPhotos(browser, baseURL, manyPhotos(2, 5)))
})

const idAt = (index: number) => photos[index]?.id ?? ''
const toasts = (page: Page) => page.getByRole('status').getByText(/moved to the trash/)
const current = (page: Page) => lightbox(page).locator('.pswp__item[aria-hidden="false"]')

async function open(page: Page, index: number): Promise<void> {
  await page.goto('/')
  await gridReady(page)
  await settled(page)
  await tileLink(page, idAt(index)).click()
  await expect(lightbox(page)).toHaveClass(/pswp--ui-visible/)
  await pictureShows(page, index)
}

/** The picture itself is on the screen, in the middle of it, and the address is its own. */
async function pictureShows(page: Page, index: number): Promise<void> {
  await expect(page).toHaveURL(`/photos/${idAt(index)}`)
  const image = current(page).locator('img.pswp__img:not(.pswp__img--placeholder)')
  await expect(image).toHaveAttribute('src', new RegExp(idAt(index)))
  await expect.poll(() => image.evaluate((it: HTMLImageElement) => it.naturalWidth)).toBeGreaterThan(0)
  await expect.poll(() => middleOf(page)).toBeCloseTo((page.viewportSize()?.width ?? 0) / 2, -1)
}

/** Where the middle of the current slide is, from left to right. */
async function middleOf(page: Page): Promise<number> {
  const box = await current(page).boundingBox()
  return (box?.x ?? 0) + (box?.width ?? 0) / 2
}

async function trashed(page: Page): Promise<string[]> {
  const reply = await page.request.get('/api/v1/photos?owner=me&trash=true')
  return (await reply.json()).items.map(({ id }: { id: string }) => id).sort()
}

/** A finger on the picture, that stays on it. @param from @param to shares of the window's width */
async function dragTo(page: Page, finger: CDPSession, from: number, to: number): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 390, height: 844 }
  const at = (share: number) => [{ x: Math.round(width * share), y: Math.round(height / 2) }]
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(from) })
  const middle = width / 2
  // A movement is drawn in the next frame, and the first pixels only decide its direction.
  for (let step = 1; step <= 8; step++) {
    const touchPoints = at(from + ((to - from) * step) / 8)
    await finger.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints })
  }
  await expect.poll(async () => Math.abs((await middleOf(page)) - middle)).toBeGreaterThan(width / 5)
}

const letGo = (finger: CDPSession) => finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })

for (const [name, from, to] of [
  ['forward', 0.85, 0.25],
  ['back', 0.15, 0.75],
] as const) {
  test(`Delete under a finger that drags ${name} takes the photo that was open`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, storageState: storage, ...PHONE })
    const page = await context.newPage()
    await open(page, 4)
    const finger = await context.newCDPSession(page)
    await dragTo(page, finger, from, to)
    await page.keyboard.press('Delete')
    await expect.poll(() => trashed(page)).toEqual([idAt(4)])
    await letGo(finger)
    await pictureShows(page, 5)
    await page.keyboard.press('ArrowLeft')
    await pictureShows(page, 3)
    await page.keyboard.press('ArrowRight')
    await pictureShows(page, 5)
    await context.close()
  })
}

test('Delete as soon as the finger has let go takes the photo that slides in', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, storageState: storage, ...PHONE })
  const page = await context.newPage()
  await open(page, 4)
  const finger = await context.newCDPSession(page)
  await dragTo(page, finger, 0.85, 0.25)
  // In the very event in which the finger lets go, when nothing has moved yet.
  await page.evaluate(() => {
    const press = () =>
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Delete', bubbles: true }))
    window.addEventListener('pointerup', () => setTimeout(press), { once: true })
  })
  await letGo(finger)
  await expect.poll(() => trashed(page)).toEqual([idAt(5)])
  await pictureShows(page, 6)
  await page.keyboard.press('ArrowLeft')
  await pictureShows(page, 4)
  await context.close()
})

test('five quick deletes are said in one toast, whose Undo brings all five back', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, storageState: storage })
  const page = await context.newPage()
  await open(page, 2)
  for (let index = 3; index <= 7; index++) {
    await page.keyboard.press('Delete')
    await expect(page).toHaveURL(`/photos/${idAt(index)}`)
  }
  await expect(toasts(page)).toHaveText('5 photos moved to the trash')
  await expect.poll(() => trashed(page)).toHaveLength(5)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => trashed(page)).toEqual([])
  await expect(toasts(page)).toHaveCount(0)
  await pictureShows(page, 7)
  await page.keyboard.press('Escape')
  await expect(lightbox(page)).toHaveCount(0)
  await expect.poll(() => shownIds(page)).toEqual(photos.map(({ id }) => id))
  await expect(tile(page, idAt(2))).toBeVisible()
  await context.close()
})
