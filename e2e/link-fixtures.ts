import { type APIRequestContext, type Browser, expect, type Page } from '@playwright/test'
import { manyPhotos, personWithPhotos, type Storage } from './gallery-fixtures'

export interface LinkOwner {
  username: string
  storage: Storage
  /** The id of a photo, newest first; there are nine, the first is public, six are in the album. */
  idOf: (index: number) => string
  /** The album's id; it is called Harbour days. */
  album: string
  origin: string
}

/** Somebody with an album to share; call it in `beforeAll`. */
export async function linkOwner(browser: Browser, baseURL: string | undefined): Promise<LinkOwner> {
  const origin = String(baseURL)
  const seeds = manyPhotos(3, 3)
  seeds[0] = { ...seeds[0], visibility: 'public', title: 'Seen by all' }
  let album = ''
  const { username, photos, storage } = await personWithPhotos(browser, baseURL, seeds, async (request, made) => {
    album = await makeAlbum(
      request,
      origin,
      made.slice(0, 6).map(({ id }) => id),
    )
  })
  return { username, storage, album, origin, idOf: (index) => photos[index]?.id ?? '' }
}

async function makeAlbum(request: APIRequestContext, origin: string, ids: string[]): Promise<string> {
  const headers = { origin }
  const made = await request.post('/api/v1/albums', { headers, data: { title: 'Harbour days' } })
  const { id } = await made.json()
  const put = await request.put(`/api/v1/albums/${id}/photos`, { headers, data: { ids } })
  expect(put.status(), await put.text()).toBe(200)
  return id
}

/** A page of a browser of its own; without a log-in it is a stranger's. */
export async function pageOf(
  browser: Browser,
  { origin }: LinkOwner,
  storageState?: Storage,
  options: object = {},
): Promise<Page> {
  const context = await browser.newContext({ baseURL: origin, ...(storageState ? { storageState } : {}), ...options })
  return context.newPage()
}

interface MadeLink {
  id: string
  url: string
  path: string
  token: string
}

/** A link to the album made by the API, for specs that look at what comes after. */
export async function albumLink(page: Page, { album, origin }: LinkOwner, data: object = {}): Promise<MadeLink> {
  const reply = await page.request.post(`/api/v1/albums/${album}/links`, { headers: { origin }, data })
  expect(reply.status(), await reply.text()).toBe(201)
  const { id, url } = await reply.json()
  const { pathname } = new URL(url)
  return { id, url, path: pathname, token: pathname.slice(3) }
}
