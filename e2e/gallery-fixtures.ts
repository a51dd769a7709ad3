import { randomBytes } from 'node:crypto'
import { type APIRequestContext, type Browser, type BrowserContext, expect, type Page } from '@playwright/test'
import sharp from 'sharp'
import { signUpAndLogIn } from './upload-fixtures'

export interface SeedPhoto {
  /** `2023-08-10T14:03:00` by the clock of the place. */
  takenAt?: string
  width?: number
  height?: number
  visibility?: 'public' | 'private'
  title?: string
}

export interface Seeded {
  id: string
  title: string
}

/** A picture of one colour with a little noise (so that every file differs) and, if given, a date in its EXIF. */
async function picture({ takenAt, width = 96, height = 64 }: SeedPhoto): Promise<Buffer> {
  const [r = 0, g = 0, b = 0] = randomBytes(3)
  const image = sharp({
    create: { width, height, channels: 3, background: { r, g, b }, noise: { type: 'gaussian', mean: 128, sigma: 20 } },
  })
  if (!takenAt) return image.jpeg({ quality: 70 }).toBuffer()
  const stamp = takenAt.replaceAll('-', ':').replace('T', ' ')
  return image
    .withExif({ IFD2: { DateTimeOriginal: stamp } })
    .jpeg({ quality: 70 })
    .toBuffer()
}

/** Uploads photos as the API's client and waits until all are ready. @returns their ids in the given order */
export async function seedPhotos(request: APIRequestContext, origin: string, photos: SeedPhoto[]): Promise<Seeded[]> {
  const headers = { origin }
  const seeded: Seeded[] = []
  for (let at = 0; at < photos.length; at += 100) {
    const some = photos.slice(at, at + 100)
    const files = await Promise.all(some.map(picture))
    const asked = await request.post('/api/v1/uploads', {
      headers,
      data: {
        visibility: 'private',
        files: files.map((file, index) => ({
          name: `seed-${at + index}.jpg`,
          bytes: file.length,
          mediaType: 'image/jpeg',
        })),
      },
    })
    expect(asked.status(), await asked.text()).toBe(201)
    const { uploads } = await asked.json()
    await Promise.all(
      files.map(async (data, index) => {
        const put = await request.fetch(uploads[index].url, {
          method: 'PUT',
          headers: { ...uploads[index].headers, origin },
          data,
        })
        expect(put.ok(), await put.text()).toBe(true)
      }),
    )
    const photoIds = uploads.map((upload: { photoId: string }) => upload.photoId)
    const done = await request.post('/api/v1/uploads/complete', { headers, data: { photoIds } })
    expect(done.status(), await done.text()).toBe(202)
    seeded.push(...photoIds.map((id: string, index: number) => ({ id, title: some[index]?.title ?? '' })))
  }
  await expect.poll(() => unfinished(request), { timeout: 120_000 }).toBe(0)
  for (const [index, { visibility, title }] of photos.entries()) {
    if (!visibility && !title) continue
    const changed = await request.patch(`/api/v1/photos/${seeded[index]?.id}`, {
      headers,
      data: { ...(visibility && { visibility }), ...(title && { title }) },
    })
    expect(changed.status(), await changed.text()).toBe(200)
  }
  return seeded
}

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

async function unfinished(request: APIRequestContext): Promise<number> {
  const lists = await Promise.all(
    ['processing', 'uploading'].map(
      async (status) =>
        (await (await request.get(`/api/v1/photos?owner=me&status=${status}&limit=500`)).json()).items.length,
    ),
  )
  return lists.reduce((sum, count) => sum + count, 0)
}

/** A new person, logged in in this browser. */
export async function newPerson(context: BrowserContext, origin: string): Promise<string> {
  const username = `ga-${randomBytes(6).toString('hex')}`
  await signUpAndLogIn(context.request, origin, username)
  return username
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

/** Waits until script has taken over the grid. */
export async function gridReady(page: Page): Promise<void> {
  await expect(page.locator('.photo-grid [data-photo]').first()).toHaveCSS('position', 'absolute')
}

/** Where a tile stands in the window; NaN, which is near nothing, when it is not drawn. */
export async function topOf(page: Page, id: string): Promise<number> {
  return (await tile(page, id).boundingBox())?.y ?? Number.NaN
}

/** The ids of the photos on the grid, in its order. */
export async function shownIds(page: Page): Promise<(string | null)[]> {
  return page
    .locator('.photo-grid [data-photo]')
    .evaluateAll((tiles) => tiles.map((one) => one.getAttribute('data-photo')))
}
