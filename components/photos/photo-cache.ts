import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { Photo, PhotoPage } from '@/lib/photos/contract'

export type PhotoPages = InfiniteData<PhotoPage, string | null>

/** The key of a list; `query` is the filter as URL parameters. */
export function photosKey(query: string): readonly ['photos', string] {
  return ['photos', query]
}

function mapPages(client: QueryClient, change: (items: Photo[], query: string) => Photo[]): void {
  for (const [key, pages] of client.getQueriesData<PhotoPages>({ queryKey: ['photos'] })) {
    if (!pages) continue
    const query = String(key[1] ?? '')
    let changed = false
    const next = pages.pages.map((page) => {
      const items = change(page.items, query)
      if (items === page.items) return page
      changed = true
      return { ...page, items }
    })
    if (changed) client.setQueryData<PhotoPages>(key, { ...pages, pages: next })
  }
}

/** Changes photos in every list that holds them. */
export function updateCached(client: QueryClient, ids: ReadonlySet<string>, change: (photo: Photo) => Photo): void {
  mapPages(client, (items) =>
    items.some(({ id }) => ids.has(id)) ? items.map((photo) => (ids.has(photo.id) ? change(photo) : photo)) : items,
  )
}

/** Takes photos out of every list. @returns how to put the lists back as they were */
export function removeCached(client: QueryClient, ids: ReadonlySet<string>): () => void {
  const before = client.getQueriesData<PhotoPages>({ queryKey: ['photos'] })
  mapPages(client, (items) => (items.some(({ id }) => ids.has(id)) ? items.filter(({ id }) => !ids.has(id)) : items))
  return () => {
    for (const [key, pages] of before) client.setQueryData(key, pages)
  }
}

/** The instant lists are ordered by: taken by the clock there, else added. */
function sortInstant(photo: Photo): string {
  const text = photo.takenAt?.replace(/(Z|[+-]\d\d:\d\d)$/, '') ?? photo.addedAt.replace('Z', '')
  return text.includes('.') ? text.padEnd(23, '0') : `${text}.000`
}

/** Whether a comes before b in a list of the newest first. */
function isBefore(a: Photo, b: Photo): boolean {
  const [left, right] = [sortInstant(a), sortInstant(b)]
  return left === right ? a.id > b.id : left > right
}

/** Whether a list shows a photo, as far as the browser can tell; null for filters only the server can judge. */
function belongs(photo: Photo, query: string): boolean | null {
  for (const [key, value] of new URLSearchParams(query)) {
    if (key === 'owner' && (value === 'me' ? photo.permissions.edit : photo.owner.username === value)) continue
    if (key === 'visibility' && photo.visibility === value) continue
    if (key === 'status' && photo.status === value) continue
    if (key === 'owner' || key === 'visibility' || key === 'status' || key === 'trash') return false
    return null
  }
  return !photo.deletedAt
}

/** Puts a new or changed photo into every list where it belongs, at its place; other lists are asked again later. */
export function placeCached(client: QueryClient, photo: Photo): void {
  for (const [key, pages] of client.getQueriesData<PhotoPages>({ queryKey: ['photos'] })) {
    if (!pages) continue
    const known = pages.pages.some(({ items }) => items.some(({ id }) => id === photo.id))
    const fits = belongs(photo, String(key[1] ?? ''))
    if (fits === null && !known) {
      void client.invalidateQueries({ queryKey: key, exact: true, refetchType: 'none' })
      continue
    }
    client.setQueryData<PhotoPages>(key, placeInPages(pages, photo, fits !== false))
  }
}

function placeInPages(pages: PhotoPages, photo: Photo, fits: boolean): PhotoPages {
  const without = pages.pages.map((page) => {
    const items = page.items.filter(({ id }) => id !== photo.id)
    return items.length === page.items.length ? page : { ...page, items }
  })
  if (!fits) return { ...pages, pages: without }
  let at = without.findIndex(({ items }) => items.some((other) => isBefore(photo, other)))
  if (at < 0) {
    at = without.length - 1
    if (without[at]?.next !== null) return { ...pages, pages: without }
  }
  const page = without[at] as PhotoPage
  const before = page.items.findIndex((other) => isBefore(photo, other))
  const items = page.items.toSpliced(before < 0 ? page.items.length : before, 0, photo)
  return { ...pages, pages: without.with(at, { ...page, items }) }
}
