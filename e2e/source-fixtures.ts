import { randomBytes } from 'node:crypto'
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type APIRequestContext, expect, type Page } from '@playwright/test'
import { makePhoto } from './upload-fixtures'

/** The folder of the server below which the specs may connect folders: SOURCE_ROOTS of the server at E2E_BASE_URL. */
export function sourceRoot(): string {
  const root = process.env.E2E_SOURCE_ROOT
  if (!root) throw new Error('E2E_SOURCE_ROOT is not set: the SOURCE_ROOTS of the server at E2E_BASE_URL')
  return root
}

/** What lies in a source: key → content. */
export type Tree = Record<string, Buffer | string>

/** A folder like people have them: pictures in folders of odd names, a film, notes, something broken. 6 photos can be shown. */
export async function holidayTree(): Promise<Tree> {
  const photo = async () => (await makePhoto('x')).buffer
  return {
    'Holiday 2023/beach/IMG 1.JPG': await photo(),
    'Holiday 2023/beach/IMG 2.JPG': await photo(),
    'Holiday 2023/Käfer & Co/50% #1.jpg': await photo(),
    'Holiday 2023/boat.jpg': await photo(),
    'Work/plan+b.jpg': await photo(),
    'first.jpg': await photo(),
    'Work/broken.jpg': 'this is no picture at all',
    'Holiday 2023/beach/film.mp4': `\0\0\0\x18ftypmp42${'x'.repeat(200)}`,
    'Work/.DS_Store': 'Bud1',
  }
}

/** Writes a tree into a new folder below the root. @returns its path */
export async function writeTree(tree: Tree): Promise<string> {
  const folder = path.join(sourceRoot(), `src-${randomBytes(6).toString('hex')}`)
  await mkdir(folder)
  for (const [name, content] of Object.entries(tree)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
    await writeFile(path.join(folder, name), content)
  }
  return folder
}

/** Every file with its size and time: what must be the same before and after. */
export async function inventory(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true })
  const lines = await Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs, mode } = await stat(path.join(folder, name))
      return `${name} ${size} ${mtimeMs} ${mode}`
    }),
  )
  return lines.sort()
}

interface Connecting {
  name: string
  bytesPerSecond?: number
  concurrency?: number
}

/** Connects a folder as the API's client. @returns the source's id */
export async function connectFolder(
  request: APIRequestContext,
  origin: string,
  folder: string,
  more: Connecting,
): Promise<string> {
  const data = { kind: 'directory', path: folder, rescanMinutes: null, ...more }
  const made = await request.post('/api/v1/sources', { headers: { origin }, data })
  expect(made.status(), await made.text()).toBe(201)
  return (await made.json()).id
}

/** Scans a source as the API's client and waits until the scan is done. */
export async function scanWholly(request: APIRequestContext, origin: string, id: string): Promise<void> {
  const started = await request.post(`/api/v1/sources/${id}/scan`, { headers: { origin }, data: {} })
  expect(started.ok(), await started.text()).toBe(true)
  await expect
    .poll(async () => (await (await request.get(`/api/v1/sources/${id}`)).json()).scan.status, { timeout: 60_000 })
    .toBe('done')
}

/** Waits until the page of a source says that its scan is done. */
export async function scanned(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Up to date' })).toBeVisible({ timeout: 60_000 })
}
