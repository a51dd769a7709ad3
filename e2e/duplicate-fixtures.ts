import { randomBytes, randomInt } from 'node:crypto'
import { type APIRequestContext, type BrowserContext, expect, type Locator, type Page } from '@playwright/test'
import sharp from 'sharp'
import { type Fingerprint, fingerprintOf } from '@/lib/imaging/picture/fingerprint'
import { MadeRaw } from '@/lib/imaging/testing/made-raw'
import { camera } from '@/lib/imaging/testing/raw-kinds'
import { detailDistance } from '@/lib/similar/distances'

/** Files of one picture, and files of others: named after what they are. */
export interface DuplicateFile {
  name: string
  data: Buffer
}

const LARGE = { width: 640, height: 480 }

const COLUMNS = 9
const ROWS = 7

/** A picture with shapes that survive saving and scaling: large soft patches of these colours. */
async function patches(colours: Buffer): Promise<Buffer> {
  const raw = { width: COLUMNS, height: ROWS, channels: 3 as const }
  const small = await sharp(colours, { raw }).png().toBuffer()
  return sharp(small)
    .resize({ ...LARGE, fit: 'fill', kernel: 'cubic' })
    .png()
    .toBuffer()
}

/** Colours like no others. */
const someColours = () => randomBytes(COLUMNS * ROWS * 3)

interface Exif {
  taken?: string
  model?: string
}

function jpeg(picture: Buffer, { taken, model }: Exif = {}, quality = 90) {
  const exif = {
    ...(model ? { IFD0: { Make: 'Canon', Model: model } } : {}),
    ...(taken ? { IFD2: { DateTimeOriginal: taken } } : {}),
  }
  return sharp(picture).withExif(exif).jpeg({ quality })
}

/** A picture, and smaller copies of it without what the camera wrote. */
export async function resavedFiles(name: string, copies = 1): Promise<DuplicateFile[]> {
  const picture = await patches(someColours())
  const full = await jpeg(picture, { taken: '2024:05:01 12:00:00', model: 'Canon EOS R5' }).toBuffer()
  const files = [{ name: `${name}.jpg`, data: full }]
  for (let at = 0; at < copies; at++) {
    const small = sharp(picture).resize({ width: 320 - at * 20 })
    files.push({ name: `${name}-small-${at}.jpg`, data: await small.jpeg({ quality: 60 }).toBuffer() })
  }
  return files
}

/** A raw file whose preview is a JPEG. */
export function rawOf(preview: Buffer): Buffer {
  const raw = new MadeRaw()
  return raw.finish(raw.directory({ ...raw.jpeg(preview), ...camera('SONY') }))
}

/** The same bytes, some times. */
export async function equalFiles(name: string, count = 2): Promise<DuplicateFile[]> {
  const data = await jpeg(await patches(someColours())).toBuffer()
  return Array.from({ length: count }, (_, at) => ({ name: `${name}-${at}.jpg`, data }))
}

/** Shots of one camera, seconds apart: something in them moves on, so that each is further from the others than a copy would be. */
export async function burstFiles(name: string, count = 3): Promise<DuplicateFile[]> {
  let colours = someColours()
  const shots = [{ colours, print: await printOf(colours) }]
  while (shots.length < count) {
    const moved = Buffer.from(colours)
    for (let patch = 0; patch < 2; patch++) randomBytes(3).copy(moved, randomInt(COLUMNS * ROWS) * 3)
    const print = await printOf(moved)
    const distances = shots.map((shot) => bitsBetween(print.hash, shot.print.hash))
    if (distances.some((distance) => distance < 12) || Number(distances.at(-1)) > 15) {
      // Too near still: further on from here.
      colours = Number(distances.at(-1)) < 12 ? moved : (shots.at(-1)?.colours ?? colours)
      continue
    }
    colours = shots.at(-1)?.colours ?? colours
    if (bitsBetween(print.detail, shots.at(-1)?.print.detail) > detailDistance(12)) continue
    colours = moved
    shots.push({ colours, print })
  }
  const exif = (at: number) => ({ taken: `2024:06:01 12:00:0${at}`, model: 'Canon EOS R5' })
  return Promise.all(
    shots.map(async (shot, at) => ({
      name: `${name}-${at}.jpg`,
      data: await jpeg(await patches(shot.colours), exif(at)).toBuffer(),
    })),
  )
}

/** Of the file that is uploaded: saving moves a bit or two. */
async function printOf(colours: Buffer): Promise<Fingerprint> {
  const image = sharp(await jpeg(await patches(colours)).toBuffer()).resize({ width: 512 })
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  return fingerprintOf({ data, width, height, channels })
}

function bitsBetween(one: string | null, other: string | null = ''): number {
  return [...(one ?? '')].filter((bit, at) => bit !== other?.[at]).length
}

/** Uploads files as the API's client, one after the other, so that the first ones came first. @returns their ids */
export async function uploadFiles(
  request: APIRequestContext,
  origin: string,
  files: DuplicateFile[],
): Promise<string[]> {
  const headers = { origin }
  const announced = files.map(({ name, data }) => ({ name, bytes: data.length, mediaType: 'image/jpeg' }))
  const asked = await request.post('/api/v1/uploads', { headers, data: { visibility: 'private', files: announced } })
  expect(asked.status(), await asked.text()).toBe(201)
  const { uploads } = await asked.json()
  for (const [at, { data }] of files.entries()) {
    const { url, headers: own } = uploads[at]
    const put = await request.fetch(url, { method: 'PUT', headers: { ...own, origin }, data })
    expect(put.ok(), await put.text()).toBe(true)
  }
  const photoIds: string[] = uploads.map((one: { photoId: string }) => one.photoId)
  const done = await request.post('/api/v1/uploads/complete', { headers, data: { photoIds } })
  expect(done.status(), await done.text()).toBe(202)
  return photoIds
}

/** Waits until there are so many groups. @param kind duplicates where it is left out */
export async function groupsMade(request: APIRequestContext, count: number, kind?: string): Promise<void> {
  const groups = async () => {
    const reply = await request.get(`/api/v1/duplicates?limit=100${kind ? `&kind=${kind}` : ''}`)
    return (await reply.json()).items.length
  }
  await expect.poll(groups, { timeout: 120_000, intervals: [100] }).toBe(count)
}

/** Whether photos are in the trash, in the given order. */
export async function trashed(request: APIRequestContext, ids: string[]): Promise<boolean[]> {
  const photos = await Promise.all(ids.map(async (id) => (await request.get(`/api/v1/photos/${id}`)).json()))
  return photos.map(({ deletedAt }) => deletedAt !== null)
}

export const card = (page: Page, id: string): Locator => page.locator(`li[data-photo="${id}"]`)
export const keepBox = (page: Page, id: string): Locator => card(page, id).getByRole('checkbox')
export const groupItems = (page: Page): Locator => page.getByRole('navigation', { name: 'Groups' }).getByRole('button')

/** Waits until keys and buttons of the page of duplicates work. */
export const atHand = (page: Page): Promise<void> => expect(page.locator('[data-duplicates="ready"]')).toHaveCount(1)

/** How many photos the first group has. */
export async function firstSize(request: APIRequestContext, kind?: string): Promise<number> {
  const reply = await request.get(`/api/v1/duplicates?limit=1${kind ? `&kind=${kind}` : ''}`)
  return (await reply.json()).items[0]?.size ?? 0
}

/** A new person whose groups are there, on the page of duplicates. */
export async function onPage(
  context: BrowserContext,
  origin: string,
  groups: number,
  path = '/duplicates',
): Promise<Page> {
  await groupsMade(context.request, groups)
  const page = await context.newPage()
  await page.goto(`${origin}${path}`)
  await atHand(page)
  return page
}
