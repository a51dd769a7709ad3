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
  topOf,
  wheel,
} from './gallery-fixtures'
import type { Seeded } from './seed-photos'

const DAYS = 24
const PER_DAY = 12
let photos: Seeded[] = []
let storage: Storage
let username = ''

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  const seeds = manyPhotos(DAYS, PER_DAY)
  seeds[0] = { ...seeds[0], visibility: 'public', title: 'Blue boat' }
  seeds[1] = { ...seeds[1], visibility: 'public' }
  ;({ username, photos, storage } = await personWithPhotos(browser, baseURL, seeds))
})

/** Position and size of every tile that is drawn. */
async function boxesOf(page: Page): Promise<Record<string, number[]>> {
  const boxes = await page.locator('[data-photo]').evaluateAll((tiles) =>
    tiles.map((each) => {
      const { x, y, width, height } = each.getBoundingClientRect()
      return { id: each.getAttribute('data-photo') ?? '', sides: [x, y, width, height] }
    }),
  )
  return Object.fromEntries(boxes.map(({ id, sides }) => [id, sides]))
}

const gridGone = (page: Page) => expect(page.locator('.photo-grid')).toHaveCount(0)

test.describe('for visitors', () => {
  test('the public wall is plain HTML: links, pictures, words for sharing; nothing private', async ({
    browser,
    baseURL,
  }) => {
    const context = await browser.newContext({ baseURL, javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`/gallery?owner=${username}`)
    await expect(page.locator('[data-photo]')).toHaveCount(2)
    await expect(tileLink(page, photos[0]?.id ?? '')).toHaveAttribute('href', `/photos/${photos[0]?.id}`)
    await expect(page.getByAltText('Blue boat')).toBeVisible()
    await tileLink(page, photos[0]?.id ?? '').click()
    await expect(page).toHaveTitle('Blue boat · Albumen')
    await expect(page.locator('meta[property="og:title"]')).toHaveAttribute('content', 'Blue boat')
    await expect(page.locator('meta[property="og:image"]')).toHaveAttribute(
      'content',
      new RegExp(`^http.*/photos/${photos[0]?.id}/renditions/preview`),
    )
    expect(await page.content()).not.toMatch(/seed-\d+\.jpg/)
    await context.close()
  })

  test('a private photo and one that never was look the same', async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL })
    const page = await context.newPage()
    const texts: string[] = []
    for (const id of [photos[5]?.id, '019a0000-0000-7000-8000-000000000000', 'no-id']) {
      const reply = await page.goto(`/photos/${id}`)
      expect(reply?.status()).toBe(404)
      await expect(page.getByRole('main')).toContainText('There is nothing here')
      texts.push(await page.getByRole('main').innerText())
    }
    expect(new Set(texts).size).toBe(1)
    expect(texts[0]).toContain('There is nothing here')
    await context.close()
  })
})

test.describe('one’s own', () => {
  test.use({ storageState: async ({ browserName: _ }, use) => use(storage) })

  for (const width of [320, 900, 1440]) {
    test(`script moves no tile that the server drew, at ${width} px`, async ({ browser, page, baseURL }) => {
      const plain = await browser.newContext({
        baseURL,
        storageState: storage,
        javaScriptEnabled: false,
        viewport: { width, height: 800 },
      })
      const before = await plain.newPage()
      await page.setViewportSize({ width, height: 800 })
      await before.goto('/')
      await page.goto('/')
      await gridReady(page)
      await settled(page)
      const [drawn, taken] = [await boxesOf(before), await boxesOf(page)]
      expect(Object.keys(taken).length).toBeGreaterThan(8)
      for (const [id, box] of Object.entries(taken)) {
        for (const [side, value] of box.entries())
          expect(Math.abs((drawn[id]?.[side] ?? Number.NaN) - value), `side ${side} of ${id}`).toBeLessThan(1)
      }
      await plain.close()
    })
  }

  test('scrolling to the end loads everything and keeps few elements', async ({ page }) => {
    await page.goto('/')
    await gridReady(page)
    const seen = new Set<string>()
    let most = 0
    await expect(async () => {
      const ids = await page
        .locator('.photo-grid [data-photo]')
        .evaluateAll((tiles) => tiles.map((each) => each.getAttribute('data-photo') ?? ''))
      for (const id of ids) seen.add(id)
      most = Math.max(most, ids.length)
      await page.mouse.wheel(0, 700)
      expect(seen.size).toBe(photos.length)
    }).toPass({ timeout: 40_000, intervals: [60] })
    expect(most).toBeLessThan(120)
    await expect(page.getByRole('heading', { name: 'Sun 31 Mar 2024' })).toHaveCount(0)
  })

  test('Ctrl-click opens a tab, as links do', async ({ page, context }) => {
    await page.goto('/')
    await gridReady(page)
    const [tab] = await Promise.all([
      context.waitForEvent('page'),
      tileLink(page, photos[3]?.id ?? '').click({ modifiers: ['Control'] }),
    ])
    await expect(tab).toHaveURL(new RegExp(`/photos/${photos[3]?.id}`))
    await expect(page).toHaveURL('/')
    await tab.close()
  })

  test('arrows walk over the tiles, Enter opens, Esc comes back to the same tile', async ({ page }) => {
    await page.goto('/')
    await gridReady(page)
    await tileLink(page, photos[0]?.id ?? '').focus()
    await page.keyboard.press('ArrowRight')
    await expect(tileLink(page, photos[1]?.id ?? '')).toBeFocused()
    await page.keyboard.press('ArrowDown')
    const focused = () =>
      page.evaluate(() => document.activeElement?.closest('[data-photo]')?.getAttribute('data-photo'))
    await expect.poll(focused).not.toBe(photos[1]?.id)
    const below = await focused()
    expect(below).toBeTruthy()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(`/photos/${below}`)
    await expect(lightbox(page)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(lightbox(page)).toHaveCount(0)
    await expect(page).toHaveURL('/')
    await expect(tileLink(page, below ?? '')).toBeFocused()
  })
})

test.describe('coming back', () => {
  test.use({ storageState: async ({ browserName: _ }, use) => use(storage) })
  const target = () => photos[130]?.id ?? ''

  async function scrollTo(page: Page, id: string): Promise<number> {
    await page.goto('/')
    await gridReady(page)
    await expect(async () => {
      await page.mouse.wheel(0, 500)
      await expect(tile(page, id)).toBeInViewport({ timeout: 100 })
    }).toPass({ timeout: 30_000, intervals: [50] })
    await settled(page)
    return topOf(page, id)
  }

  test('Back from another screen finds the same tile at the same height', async ({ page }) => {
    const top = await scrollTo(page, target())
    await wheel(page, -40)
    await page.getByRole('navigation', { name: 'Main' }).first().getByRole('link', { name: 'Trash' }).click()
    await expect(page).toHaveURL('/trash')
    await page.goBack()
    await expect(tile(page, target())).toBeInViewport()
    await expect.poll(async () => Math.abs((await topOf(page, target())) - top - 40)).toBeLessThan(3)
  })

  test('who leaves in the moment after scrolling comes back there, too', async ({ page }) => {
    const top = await scrollTo(page, target())
    await page.evaluate(async () => {
      window.scrollBy(0, -40)
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      const link = document.querySelector<HTMLElement>('nav a[href="/trash"]')
      link?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
      link?.click()
    })
    await expect(page).toHaveURL('/trash')
    await page.goBack()
    await expect.poll(async () => Math.abs((await topOf(page, target())) - top - 40)).toBeLessThan(3)
  })

  test('a reload deep in the list does too', async ({ page }) => {
    const top = await scrollTo(page, target())
    await page.reload()
    await gridReady(page)
    await expect(tile(page, target())).toBeInViewport()
    await expect.poll(async () => Math.abs((await topOf(page, target())) - top)).toBeLessThan(3)
  })

  test('when the photo is gone meanwhile, its neighbours stand there', async ({ page, baseURL }) => {
    const top = await scrollTo(page, target())
    await tileLink(page, target()).click()
    await expect(page).toHaveURL(`/photos/${target()}`)
    await expect(lightbox(page)).toBeVisible()
    await page.goto('/trash')
    await page.request.post('/api/v1/photos/delete', {
      data: { select: { ids: [target()] } },
      headers: { origin: String(baseURL) },
    })
    await page.goBack()
    await expect(page).toHaveURL(`/photos/${target()}`)
    await gridGone(page)
    await page.evaluate(() => window.history.back())
    await expect(page).toHaveURL('/')
    await gridReady(page)
    await expect(tile(page, target())).toHaveCount(0)
    await expect(tile(page, photos[131]?.id ?? '')).toBeInViewport()
    await expect.poll(async () => Math.abs((await topOf(page, photos[131]?.id ?? '')) - top)).toBeLessThan(300)
    await page.request.post('/api/v1/photos/restore', {
      data: { select: { ids: [target()] } },
      headers: { origin: String(baseURL) },
    })
  })
})
