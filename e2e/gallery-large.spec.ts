import { expect, type Page, test } from '@playwright/test'
import { gridReady, lightbox, settled, tileLink } from './gallery-fixtures'
import { type Instance, startInstance } from './matrix/instance'
import { newPerson } from './new-person'
import { seedPhotos } from './seed-photos'

const COUNT = 10_000
/** Tiles in the document at once, far below the list's length. */
const FEW = 220
/** CSS pixels a step goes: more than a window, less than what is drawn around it, so that every row comes by. */
const STEP = 1_500

let instance: Instance
let storage: Awaited<ReturnType<import('@playwright/test').BrowserContext['storageState']>>
/** In the order of the list. */
let expected: string[] = []

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000)
  instance = await startInstance()
  const context = await browser.newContext({ baseURL: instance.url })
  await newPerson(context, instance.url)
  const [first] = await seedPhotos(context.request, instance.url, [{ takenAt: '2024-06-01T12:00:00' }])
  // One real photo, and rows like it: the list is what is looked at, not the files.
  await instance.pool.query(
    `insert into photos (owner_id, status, filename, object_key, bytes, media_type, sha256, width, height, thumb_width,
       thumb_height, preview_width, preview_height, placeholder, taken_local)
     select owner_id, status, 'copy-' || n || '.jpg', object_key || '-' || n, bytes, media_type, lpad(to_hex(n), 64, '0'),
       w, h, w, h, w, h, placeholder, taken_local - n * interval '37 minutes'
     from photos, generate_series(1, $2::int) n,
       lateral (select (array[96, 64, 96, 128, 96])[1 + n % 5] as w, (array[64, 96, 96, 72, 72])[1 + n % 5] as h) shape
     where id = $1`,
    [first?.id, COUNT - 1],
  )
  const { rows } = await instance.pool.query<{ id: string }>('select id from photos order by taken_sort desc, id desc')
  expected = rows.map(({ id }) => id)
  storage = await context.storageState()
  await context.close()
})

test.afterAll(async () => {
  await instance?.stop()
})

interface Drawn {
  tiles: { id: string; index: number }[]
  /** Where drawn tiles begin and end in the window, and where the grid does. */
  top: number
  bottom: number
  gridTop: number
  gridBottom: number
  atEnd: boolean
  elements: number
}

/** Scrolls by so many pixels. @returns what stands in the document in the frame that shows the new place */
function scrollOn(page: Page, by: number): Promise<Drawn> {
  return page.evaluate(async (by) => {
    window.scrollBy(0, by)
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const boxes = [...document.querySelectorAll<HTMLElement>('.photo-grid [data-photo]')].map((tile) => ({
      id: tile.dataset.photo ?? '',
      index: Number(tile.dataset.index),
      box: tile.getBoundingClientRect(),
    }))
    const grid = document.querySelector('.photo-grid')?.getBoundingClientRect()
    const { scrollHeight } = document.documentElement
    return {
      tiles: boxes.map(({ id, index }) => ({ id, index })).sort((a, b) => a.index - b.index),
      top: Math.min(...boxes.map(({ box }) => box.top)),
      bottom: Math.max(...boxes.map(({ box }) => box.bottom)),
      gridTop: grid?.top ?? Number.NaN,
      gridBottom: grid?.bottom ?? Number.NaN,
      atEnd: window.scrollY + window.innerHeight >= scrollHeight - 2,
      elements: document.querySelectorAll('*').length,
    }
  }, by)
}

test('10,000 photos: every one comes by in order, few are in the document, the window is never blank', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const height = 900
  const context = await browser.newContext({
    baseURL: instance.url,
    storageState: storage,
    viewport: { width: 1280, height },
  })
  const page = await context.newPage()
  // 10,000 pictures through the test's own hands would take minutes; it is the rows that are looked at.
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setBlockedURLs', { urls: ['*/renditions/*'] })
  await page.goto('/')
  await gridReady(page)

  const seen = new Map<number, string>()
  const wrong: string[] = []
  let most = 0
  let elements = 0
  // A step at the end of what is loaded moves nothing: the next page is on its way then.
  for (let turn = 0; turn < 1_500 && seen.size < COUNT; turn++) {
    const drawn = await scrollOn(page, turn === 0 ? 0 : STEP)
    most = Math.max(most, drawn.tiles.length)
    elements = Math.max(elements, drawn.elements)
    for (const { id, index } of drawn.tiles) seen.set(index, id)
    const blankAbove = drawn.top > Math.max(0, drawn.gridTop) + 60
    const blankBelow = drawn.bottom < Math.min(height, drawn.gridBottom) - 60
    if (blankAbove || blankBelow) wrong.push(`turn ${turn}: ${drawn.top} to ${drawn.bottom}`)
    const gaps = drawn.tiles.some(({ index }, at) => at > 0 && index !== (drawn.tiles[at - 1]?.index ?? 0) + 1)
    if (gaps) wrong.push(`turn ${turn}: tiles are missing between ${drawn.tiles[0]?.index} and the last`)
    if (drawn.atEnd) await settled(page)
  }
  expect(wrong).toEqual([])
  expect(seen.size).toBe(COUNT)
  const order = Array.from({ length: COUNT }, (_, index) => seen.get(index))
  expect(order.findIndex((id, index) => id !== expected[index])).toBe(-1)
  expect(most).toBeLessThan(FEW)
  expect(elements).toBeLessThan(FEW * 20)

  // The oldest one stands at the end, and opens.
  const last = expected.at(-1) ?? ''
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
  await expect(tileLink(page, last)).toBeInViewport()
  await tileLink(page, last).click()
  await expect(page).toHaveURL(`/photos/${last}`)
  await expect(lightbox(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(lightbox(page)).toHaveCount(0)
  await expect(tileLink(page, last)).toBeFocused()

  // And back at the top nothing has gone.
  await page.evaluate(() => window.scrollTo(0, 0))
  await expect(tileLink(page, expected[0] ?? '')).toBeInViewport()
  await settled(page)
  const { tiles } = await scrollOn(page, 0)
  expect(tiles.map(({ id }) => id)).toEqual(expected.slice(0, tiles.length))
  await context.close()
})
