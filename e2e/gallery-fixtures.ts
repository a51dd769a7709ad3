import { type APIRequestContext, type Browser, type BrowserContext, expect, type Page } from '@playwright/test'
import { newPerson } from './new-person'
import { type Seeded, type SeedPhoto, seedPhotos } from './seed-photos'

export type Storage = Awaited<ReturnType<BrowserContext['storageState']>>

interface Prepared {
  username: string
  photos: Seeded[]
  /** The log-in, for `browser.newContext({ storageState })`. */
  storage: Storage
}

/**
 * A new person with photos that are ready, for all tests of a spec; call it in `beforeAll`.
 * @param also what else is made while that person is logged in
 */
export async function personWithPhotos(
  browser: Browser,
  baseURL: string | undefined,
  seeds: SeedPhoto[],
  also: (request: APIRequestContext, photos: Seeded[], origin: string) => Promise<void> = async () => {},
): Promise<Prepared> {
  const origin = String(baseURL)
  const context = await browser.newContext({ baseURL })
  const username = await newPerson(context, origin)
  const photos = await seedPhotos(context.request, origin, seeds)
  await also(context.request, photos, origin)
  const storage = await context.storageState()
  await context.close()
  return { username, photos, storage }
}

/** Days in a row going back from 2024-03-31, several photos each, of changing shapes. */
export function manyPhotos(days: number, perDay: number): SeedPhoto[] {
  const shapes = [
    [96, 64],
    [64, 96],
    [96, 96],
    [128, 72],
    [96, 72],
  ] as const
  return Array.from({ length: days * perDay }, (_, index) => {
    const date = new Date(Date.UTC(2024, 2, 31 - Math.floor(index / perDay), 20, 0, -(index % perDay)))
    const [width, height] = shapes[index % shapes.length] ?? [96, 64]
    return { takenAt: date.toISOString().slice(0, 19), width, height }
  })
}

export const tile = (page: Page, id: string) => page.locator(`[data-photo="${id}"]`)
export const tileLink = (page: Page, id: string) => tile(page, id).locator('a')
export const lightbox = (page: Page) => page.locator('.pswp')

/** Waits until scripts have taken over the page, whatever is on it. */
export async function awake(page: Page): Promise<void> {
  const taken = () =>
    [...document.body.children].some((element) => Object.keys(element).some((key) => key.startsWith('__react')))
  await expect.poll(() => page.evaluate(taken)).toBe(true)
}

/** Waits until script has taken over the grid. */
export async function gridReady(page: Page): Promise<void> {
  await expect(page.locator('.photo-grid [data-photo]').first()).toHaveCSS('position', 'absolute')
}

/** Waits until the window stands still and its list asks for nothing more. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const state = () => {
      const busy = document.querySelector('.photo-grid')?.getAttribute('aria-busy') === 'true'
      return busy ? '' : `${window.scrollY} ${document.documentElement.scrollHeight}`
    }
    let last = ''
    for (let same = 0; same < 8; ) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
      const now = state()
      same = now !== '' && now === last ? same + 1 : 0
      last = now
    }
  })
}

/** Turns the wheel over the window, and waits until it has moved and stands still. */
export async function wheel(page: Page, by: number): Promise<void> {
  const place = () => page.evaluate(() => window.scrollY)
  const before = await place()
  await page.mouse.wheel(0, by)
  await expect.poll(place).not.toBe(before)
  await settled(page)
}

/** Waits until every map has drawn what it shows: its shapes come from a worker, a moment after the photos. */
export async function mapDrawn(page: Page): Promise<void> {
  await expect(page.locator('.maplibregl-map[aria-busy="true"]')).toHaveCount(0, { timeout: 30_000 })
}

/** Where a tile stands in the window; NaN, which is near nothing, when it is not drawn. */
export async function topOf(page: Page, id: string): Promise<number> {
  return (await tile(page, id).boundingBox())?.y ?? Number.NaN
}

/** The ids of the photos on the grid, in its order. */
export async function shownIds(page: Page): Promise<(string | null)[]> {
  return page
    .locator('.photo-grid [data-photo]')
    .evaluateAll((tiles) =>
      tiles
        .sort((a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')))
        .map((one) => one.getAttribute('data-photo')),
    )
}
