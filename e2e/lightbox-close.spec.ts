import { expect, type Page, test } from '@playwright/test'
import { gridReady, lightbox, personWithPhotos, type Storage, tile, tileLink } from './gallery-fixtures'
import type { Seeded } from './seed-photos'

let photos: Seeded[] = []
let storage: Storage

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  const seeds = Array.from({ length: 8 }, (_, index) => ({
    takenAt: `2024-03-01T10:00:${String(59 - index).padStart(2, '0')}`,
    width: 960,
    height: 640,
  }))
  ;({ photos, storage } = await personWithPhotos(browser, baseURL, seeds))
})

test.use({ storageState: async ({ browserName: _ }, use) => use(storage) })

const idAt = (index: number) => photos[index]?.id ?? ''

async function openFrom(page: Page, index: number): Promise<void> {
  await tileLink(page, idAt(index)).click()
  await expect(page).toHaveURL(`/photos/${idAt(index)}`)
  await expect(lightbox(page)).toHaveClass(/pswp--ui-visible/)
  // PhotoSwipe hears hands once it has opened: only then it draws the neighbours.
  await expect(lightbox(page).locator('.pswp__item[aria-hidden="true"] img').first()).toBeAttached()
}

/** The grid is there again, at its own address, and the next photo opens and closes at its own. */
async function closedWhole(page: Page): Promise<void> {
  await expect(lightbox(page)).toHaveCount(0)
  await expect(page).toHaveURL('/gallery?owner=me')
  await expect(page).not.toHaveTitle(/seed-/)
  await openFrom(page, 4)
  await page.keyboard.press('Escape')
  await expect(lightbox(page)).toHaveCount(0)
  await expect(page).toHaveURL('/gallery?owner=me')
}

const middle = (page: Page) => {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  return { x: Math.round(width / 2), y: Math.round(height / 2) }
}

async function dragByMouse(page: Page, by: number): Promise<void> {
  const { x, y } = middle(page)
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let step = 1; step <= 10; step += 1) await page.mouse.move(x, y + (by * step) / 10)
  await page.mouse.up()
}

/** Fingers on the screen, through one session: it remembers which are down. */
async function fingers(page: Page) {
  const session = await page.context().newCDPSession(page)
  return (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map((point, id) => ({ ...point, id })) })
}

async function dragByTouch(page: Page, by: number): Promise<void> {
  const { x, y } = middle(page)
  const touch = await fingers(page)
  await touch('touchStart', [{ x, y }])
  for (let step = 1; step <= 10; step += 1) await touch('touchMove', [{ x, y: y + (by * step) / 10 }])
  await touch('touchEnd', [])
}

async function pinch(page: Page): Promise<void> {
  const { x, y } = middle(page)
  const touch = await fingers(page)
  const at = (apart: number) => [
    { x: x - apart, y },
    { x: x + apart, y },
  ]
  await touch('touchStart', at(150))
  for (let step = 1; step <= 10; step += 1) await touch('touchMove', at(150 - step * 14))
  await touch('touchEnd', [])
}

const WAYS: [string, (page: Page) => Promise<unknown>][] = [
  ['Escape', (page) => page.keyboard.press('Escape')],
  ['Escape twice at once', (page) => Promise.all([page.keyboard.press('Escape'), page.keyboard.press('Escape')])],
  ['the cross', (page) => lightbox(page).getByRole('button', { name: 'Close' }).click()],
  ['Back', (page) => page.goBack()],
  ['a drag up', (page) => dragByMouse(page, -300)],
  ['a drag down', (page) => dragByMouse(page, 300)],
  ['a click beside the picture', (page) => page.mouse.click(8, middle(page).y + 200)],
]

for (const [name, close] of WAYS) {
  test(`${name} leads back to the grid and its address`, async ({ page }) => {
    await page.goto('/albums')
    await page.goto('/gallery?owner=me')
    await gridReady(page)
    await openFrom(page, 1)
    await close(page)
    await closedWhole(page)
    await page.goBack()
    await expect(page).toHaveURL('/albums')
  })
}

test.describe('by touch', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 780 } })
  for (const [name, close] of [
    ['a swipe up', (page: Page) => dragByTouch(page, -300)],
    ['a swipe down', (page: Page) => dragByTouch(page, 300)],
    ['a pinch', pinch],
  ] as const) {
    test(`${name} leads back to the grid and its address`, async ({ page }) => {
      await page.goto('/gallery?owner=me')
      await gridReady(page)
      await openFrom(page, 1)
      await close(page)
      await closedWhole(page)
    })
  }
})

test('a picture that did not come is tried again when the network is back, with its placeholder behind the words', async ({
  page,
  context,
}) => {
  await page.goto('/gallery?owner=me')
  await gridReady(page)
  await openFrom(page, 0)
  await page.keyboard.press('Escape')
  await expect(lightbox(page)).toHaveCount(0)
  await context.setOffline(true)
  await tileLink(page, idAt(6)).click()
  const words = lightbox(page).locator('.pswp__item[aria-hidden="false"] .pswp__error-msg')
  await expect(words).toContainText('did not load')
  await expect(words).toHaveCSS('background-image', /url/)
  await context.setOffline(false)
  const image = lightbox(page).locator('.pswp__item[aria-hidden="false"] img.pswp__img:not(.pswp__img--placeholder)')
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(0)
})

test('a deletion that does not work leaves the photo where it was; one that does is counted and taken back by Ctrl-Z', async ({
  page,
  context,
}) => {
  await page.goto('/gallery?owner=me')
  await gridReady(page)
  const count = page.getByText('8 photos', { exact: true })
  await expect(count).toBeVisible()
  await openFrom(page, 2)
  await page.keyboard.press('f')
  await expect(page.getByRole('button', { name: 'Not a favourite any more' })).toBeVisible()
  await context.setOffline(true)
  await page.keyboard.press('Delete')
  await expect(page.getByText('Albumen does not answer')).toBeVisible()
  await expect(page).toHaveURL(`/photos/${idAt(2)}`)
  await context.setOffline(false)
  await page.keyboard.press('Delete')
  await expect(page).toHaveURL(`/photos/${idAt(3)}`)
  await page.keyboard.press('Escape')
  await expect(lightbox(page)).toHaveCount(0)
  await expect(page.getByText('7 photos', { exact: true })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(tile(page, idAt(2))).toBeVisible()
  await expect(count).toBeVisible()
})
