import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type APIRequestContext, expect, type Locator, type Page } from '@playwright/test'
import sharp from 'sharp'

export interface TestFile {
  name: string
  mimeType: string
  buffer: Buffer
}

/** A JPEG like no other: noise. @param size width in pixels; 64 gives about 4 kB, 2400 about 5 MB */
/** @param taken as EXIF has it; without it the file says no date */
export async function makePhoto(name: string, size = 64, taken?: string): Promise<TestFile> {
  const height = Math.round(size * 0.75)
  const pixels = randomBytes(size * height * 3)
  const raw = { width: size, height, channels: 3 as const }
  const picture = sharp(pixels, { raw }).jpeg({ quality: 80 })
  if (taken) picture.withExif({ IFD2: { DateTimeOriginal: taken } })
  return { name, mimeType: 'image/jpeg', buffer: await picture.toBuffer() }
}

export async function makePhotos(count: number, size = 64): Promise<TestFile[]> {
  const files: TestFile[] = []
  for (let index = 0; index < count; index += 1) files.push(await makePhoto(`photo-${index}.jpg`, size))
  return files
}

/** Writes files below a folder; names may hold slashes. */
export async function writeFiles(folder: string, files: TestFile[]): Promise<void> {
  for (const { name, buffer } of files) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
    await writeFile(path.join(folder, name), buffer)
  }
}

/**
 * Drops files and folders of this machine on the middle of the page, as a person does: not before the page shows that it
 * would take them.
 * @param beforeDrop while they hang over the page
 */
export async function dropPaths(page: Page, paths: string[], beforeDrop?: () => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { width, height } = page.viewportSize() ?? { width: 800, height: 600 }
  const event = { x: width / 2, y: height / 2, data: { items: [], files: paths, dragOperationsMask: 1 } }
  const send = (type: 'dragEnter' | 'dragOver' | 'drop') => session.send('Input.dispatchDragEvent', { type, ...event })
  await send('dragEnter')
  await expect(async () => {
    await send('dragOver')
    await expect(page.getByTestId('drop-overlay')).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 20_000 })
  await beforeDrop?.()
  await send('dragOver')
  await send('drop')
  await session.detach()
}

export const chooser = (page: Page): Locator => page.getByTestId('choose-photos').first()

/** The panel, found by what a person sees of it. */
export const panelOf = (page: Page): Locator =>
  page
    .locator('section')
    .filter({ has: page.getByRole('button', { name: /^(Close|Cancel all)$/ }) })
    .last()

/** The row of a file in the panel. */
export const rowOf = (page: Page, name: string): Locator => panelOf(page).locator('li').filter({ hasText: name })

/** The own photos as the API lists them. */
export async function ownPhotos(
  request: APIRequestContext,
): Promise<{ filename: string; status: string; id: string; visibility: string }[]> {
  const items = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const reply = await request.get(`/api/v1/photos?owner=me&limit=500${query}`)
    expect(reply.status(), await reply.text()).toBe(200)
    const page = await reply.json()
    items.push(...page.items)
    cursor = page.next
  }
  return items
}
