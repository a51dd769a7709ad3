import { expect, type Page, type Request, test } from '@playwright/test'
import { examine } from './examine'
import {
  gridReady,
  lightbox,
  personWithPhotos,
  type Storage,
  settled,
  tile,
  tileLink,
  topOf,
  wheel,
} from './gallery-fixtures'
import type { Seeded } from './seed-photos'

/** Newest first: 400 in one month of 2024, 250 over 2021, 250 in two months of 2018. */
const SEEDS = [...spread(400, '2024-03-28', 0.06), ...spread(250, '2021-12-20', 1.3), ...spread(250, '2018-06-25', 0.2)]
const FIRST_2021 = 400
const FIRST_2018 = 650

let photos: Seeded[] = []
let storage: Storage

function spread(count: number, from: string, days: number) {
  const start = Date.parse(`${from}T18:00:00Z`)
  const shapes = [
    [96, 64],
    [64, 96],
    [96, 96],
    [128, 72],
  ] as const
  return Array.from({ length: count }, (_, at) => {
    const [width, height] = shapes[at % shapes.length] ?? [96, 64]
    return {
      takenAt: new Date(start - Math.floor(at * days * 86_400) * 1000).toISOString().slice(0, 19),
      width,
      height,
    }
  })
}

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(300_000)
  ;({ photos, storage } = await personWithPhotos(browser, baseURL, SEEDS))
})

test.use({ storageState: async ({ browserName: _ }, use) => use(storage) })

const slider = (page: Page) => page.getByRole('slider', { name: 'Timeline' })

async function open(page: Page): Promise<void> {
  await page.goto('/')
  await gridReady(page)
  await page.mouse.move(300, 300)
  await expect(slider(page)).toBeVisible()
  await settled(page)
}

/** Presses on the scrubber at a part of its height and lets go elsewhere. */
async function drag(page: Page, from: number, to: number): Promise<void> {
  const track = await slider(page).boundingBox()
  if (!track) throw new Error('no scrubber')
  const x = track.x + track.width / 2
  await page.mouse.move(x, track.y + track.height * from)
  await page.mouse.down()
  await page.mouse.move(x, track.y + track.height * to, { steps: 8 })
  await page.mouse.up()
}

/** Photo lists asked for from now on. */
function watchLists(page: Page): URL[] {
  const asked: URL[] = []
  page.on('request', (request: Request) => {
    const url = new URL(request.url())
    if (url.pathname === '/api/v1/photos') asked.push(url)
  })
  return asked
}

test('stands in proportion to the photos, with the years', async ({ page }) => {
  await open(page)
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 'March 2024, 400 photos')
  for (const year of ['2024', '2021', '2018']) await expect(slider(page).getByText(year, { exact: true })).toBeVisible()
  const track = await slider(page).boundingBox()
  const label = await slider(page).getByText('2021', { exact: true }).boundingBox()
  expect(((label?.y ?? 0) - (track?.y ?? 0)) / (track?.height ?? 1)).toBeCloseTo(400 / 900, 1)
})

test('a jump loads that place and not what lies before it; going up from there loads the newer ones, nothing jumps', async ({
  page,
}) => {
  await open(page)
  const asked = watchLists(page)
  await drag(page, 0.1, 0.725)
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /2018/)
  await expect(page.getByRole('heading', { name: /2018/ }).first()).toBeInViewport()
  await settled(page)
  const places = asked.map(({ searchParams }) => searchParams.get('at') ?? '')
  expect(places).toContainEqual(expect.stringMatching(/^2018-0/))
  // A slow hand may rest where it began; what lies between is never asked for.
  expect(places.filter((at) => /^20(19|2[0-3])/.test(at))).toEqual([])
  expect(asked.length).toBeLessThanOrEqual(4)

  // Up, over the border of what the jump loaded.
  const seen = new Set<string>()
  for (let turn = 0; turn < 200 && !seen.has(photos[FIRST_2018 - 60]?.id ?? ''); turn++) {
    for (const id of await idsOf(page)) seen.add(id)
    const { id } = await firstTile(page)
    // Within the page, so that only what the list does in between can move the tile otherwise.
    const { before, moved } = await page.evaluate((id) => {
      const before = document.querySelector(`[data-photo="${id}"]`)?.getBoundingClientRect().top ?? Number.NaN
      const y = window.scrollY
      window.scrollBy(0, -200)
      return { before, moved: y - window.scrollY }
    }, id)
    await settled(page)
    expect(Math.abs((await topOf(page, id)) - before - moved)).toBeLessThan(2)
  }
  for (let at = FIRST_2018; at > FIRST_2018 - 60; at--) expect(seen, `photo ${at}`).toContain(photos[at]?.id)
})

test('all photos, once each and in order, whichever way one comes', async ({ page }) => {
  await open(page)
  await drag(page, 0.1, 0.6)
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /2021/)
  await settled(page)
  await page.locator('.photo-grid a').first().focus()
  await page.keyboard.press('Control+a')
  await expect(page.getByText('900', { exact: false }).first()).toBeVisible({ timeout: 20_000 })
})

test('keys: a month, a year, the ends; the first month is the top again', async ({ page }) => {
  await open(page)
  await slider(page).focus()
  await page.keyboard.press('PageDown')
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /December 2021/)
  await expect(tile(page, photos[FIRST_2021]?.id ?? '')).toBeInViewport()
  await page.keyboard.press('ArrowDown')
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /November 2021/)
  await page.keyboard.press('End')
  await expect(page.getByRole('heading', { name: /May 2018/ }).first()).toBeInViewport()
  await page.keyboard.press('Home')
  await expect(tile(page, photos[0]?.id ?? '')).toBeInViewport()
  await expect(slider(page)).toBeFocused()
})

test('days of a big month can be pointed at', async ({ page }) => {
  await open(page)
  await drag(page, 0.02, 0.3)
  await expect(page.getByRole('heading', { name: /^\w{3} (8|9|10|11|12) Mar 2024/ }).first()).toBeInViewport()
})

test('a hand that lets go before its last move is drawn is believed all the same', async ({ page }) => {
  await open(page)
  const track = await slider(page).boundingBox()
  if (!track) throw new Error('no scrubber')
  await page.mouse.move(track.x + track.width / 2, track.y + track.height * 0.02)
  await page.mouse.down()
  await slider(page).evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    const there = { bubbles: true, clientX: left + width / 2, clientY: top + height * 0.3, pointerType: 'mouse' }
    for (const type of ['pointermove', 'pointerup']) element.dispatchEvent(new PointerEvent(type, there))
  })
  await expect(page.getByRole('heading', { name: /^\w{3} (8|9|10|11|12) Mar 2024/ }).first()).toBeInViewport()
  await page.mouse.up()
})

test('Back from a photo and from another screen returns to the tile one jumped to', async ({ page }) => {
  await open(page)
  await drag(page, 0.1, 0.725)
  await expect(page.getByRole('heading', { name: /2018/ }).first()).toBeInViewport()
  await settled(page)
  await page.mouse.move(400, 400)
  await wheel(page, 300)
  const { id, top } = await firstTile(page)
  await tileLink(page, id).click()
  await expect(lightbox(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(lightbox(page)).toHaveCount(0)
  await expect.poll(async () => Math.abs((await topOf(page, id)) - top)).toBeLessThan(3)

  // Up a little: the header with its links comes back.
  await wheel(page, -40)
  await expect.poll(async () => Math.round((await topOf(page, id)) - top)).toBe(40)
  await page.getByRole('navigation', { name: 'Main' }).first().getByRole('link', { name: 'Albums' }).click()
  await expect(page).toHaveURL('/albums')
  await page.goBack()
  await expect(tile(page, id)).toBeInViewport()
  await expect.poll(async () => Math.abs((await topOf(page, id)) - top - 40)).toBeLessThan(3)

  const asked = watchLists(page)
  await page.reload()
  await gridReady(page)
  await expect(tile(page, id)).toBeInViewport()
  await expect.poll(async () => Math.abs((await topOf(page, id)) - top - 40)).toBeLessThan(3)
  expect(asked.length).toBeLessThanOrEqual(3)
})

test('the oldest first: the same the other way round', async ({ page }) => {
  await page.goto('/gallery?owner=me&order=asc')
  await gridReady(page)
  await page.mouse.move(300, 300)
  await slider(page).focus()
  await page.keyboard.press('End')
  await expect(page.getByRole('heading', { name: /Mar 2024/ }).first()).toBeInViewport()
  await page.mouse.move(400, 400)
  // What lies before is on its way: one goes on scrolling until it stands there.
  await expect(async () => {
    await page.mouse.wheel(0, -300)
    await expect(page.getByRole('heading', { name: /2021/ }).last()).toBeInViewport({ timeout: 500 })
  }).toPass({ timeout: 30_000 })
})

test('on a phone it appears while one scrolls; axe finds nothing', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 })
  await page.goto('/')
  await gridReady(page)
  await page.mouse.move(200, 300)
  const holder = slider(page).locator('..')
  await expect(holder).toHaveCSS('opacity', '0')
  await page.mouse.wheel(0, 400)
  await expect(holder).toHaveCSS('opacity', '1')
  await examine(page)
  await expect(holder).toHaveCSS('opacity', '0')
})

function idsOf(page: Page): Promise<string[]> {
  return page.locator('[data-photo]').evaluateAll((tiles) => tiles.map((one) => one.getAttribute('data-photo') ?? ''))
}

/** The first tile below the header. */
function firstTile(page: Page): Promise<{ id: string; top: number }> {
  return page.locator('[data-photo]').evaluateAll((tiles) => {
    const places = tiles.map((one) => ({
      id: one.getAttribute('data-photo') ?? '',
      top: one.getBoundingClientRect().top,
    }))
    const below = places.filter(({ top }) => top > 120).sort((a, b) => a.top - b.top)
    return below[0] ?? { id: '', top: 0 }
  })
}
