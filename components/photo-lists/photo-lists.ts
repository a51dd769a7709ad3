import type { Photo, PhotoPage } from '@/lib/photos/contract'
import { placeInTime } from './sort-instant'

/**
 * The lists of photos this browser holds, by filter. Own code instead of a query library: a change of one photo must reach
 * every list at its place, and the grid's first load has 150 KB for everything. Browser only: the server renders from props.
 */
export interface PhotoListState {
  photos: readonly Photo[]
  /** Cursor of the next page; null at the end, undefined before the first page. */
  next: string | null | undefined
  loading: boolean
  error: Error | null
  /** Another place of the list, or what lies before its first photo, is on its way (list-window.ts). */
  moving?: boolean
  /** What lies before the first photo, for a list that was begun in the middle (list-window.ts); null at the beginning. */
  previous?: BeforeList | null
}

/** The way back from the middle of a list: its filter in the other order, from a date, its beginning (null) or a cursor on. */
export interface BeforeList {
  query: string
  at: string | null
  cursor: string | null
}

const EMPTY: PhotoListState = { photos: [], next: undefined, loading: false, error: null }

const lists = new Map<string, PhotoListState>()
const listeners = new Map<string, Set<() => void>>()
const running = new Map<string, Promise<void>>()
let begun: (() => void) | null = null
/** Lists kept when nobody looks at them: for steps back. */
const KEPT = 8

/** A list's state; the same object until it changes. */
export function photoList(query: string): PhotoListState {
  return lists.get(query) ?? EMPTY
}

/** Puts a list in the place of what was kept of it. */
export function setList(query: string, state: PhotoListState): void {
  lists.delete(query)
  lists.set(query, state)
  for (const old of lists.keys()) {
    if (lists.size <= KEPT) break
    if (!listeners.has(old)) lists.delete(old)
  }
  for (const listener of listeners.get(query) ?? []) listener()
}

export function subscribeList(query: string, listener: () => void): () => void {
  const those = listeners.get(query) ?? new Set()
  those.add(listener)
  listeners.set(query, those)
  return () => {
    those.delete(listener)
    if (those.size === 0) listeners.delete(query)
  }
}

/** Takes over a page that came with the server's HTML as the whole list so far. */
export function startList(query: string, page: PhotoPage): void {
  setList(query, { photos: page.items, next: page.next, loading: false, error: null })
  // Not now: a component may be drawing itself with it.
  queueMicrotask(() => begun?.())
}

/** Who wants to know of lists that begin with a server's page. @returns how to stop */
export function onListBegun(listener: () => void): () => void {
  begun = listener
  return () => {
    begun = null
  }
}

/** Waits for a page that is on its way. */
export async function pageUnderWay(query: string): Promise<void> {
  await running.get(query)
}

/** Loads a list's next page (or its first). Calls while one is under way wait for that one. Errors go into the state. */
export function loadPage(query: string, limit: number): Promise<void> {
  const under = running.get(query)
  if (under) return under
  const { next } = photoList(query)
  if (next === null) return Promise.resolve()
  const work = fetchPage(query, next ?? null, limit).finally(() => running.delete(query))
  running.set(query, work)
  return work
}

async function fetchPage(query: string, cursor: string | null, limit: number): Promise<void> {
  setList(query, { ...photoList(query), loading: true, error: null })
  try {
    const page = await (await import('./photo-calls')).fetchPhotoPage(query, cursor, limit)
    const { photos, next } = photoList(query)
    // Started anew meanwhile: this page continues a list that is gone.
    if ((next ?? null) !== cursor) return setList(query, { ...photoList(query), loading: false })
    const known = new Set(photos.map(({ id }) => id))
    const items = page.items.filter(({ id }) => !known.has(id))
    const after = { photos: [...photos, ...items], next: page.next, loading: false, error: null }
    setList(query, { ...photoList(query), ...after })
  } catch (error) {
    setList(query, {
      ...photoList(query),
      loading: false,
      error: error instanceof Error ? error : new Error(String(error)),
    })
  }
}

/**
 * Changes photos in every list that holds them, or takes them out where `change` gives null.
 * @returns how to put everything back as it was, at its place
 */
export function updateListed(
  ids: ReadonlySet<string>,
  change: (photo: Photo, query: string) => Photo | null,
): () => void {
  const before = new Map<string, readonly Photo[]>()
  for (const [query, list] of [...lists]) {
    if (!list.photos.some(({ id }) => ids.has(id))) continue
    before.set(query, list.photos)
    const photos = list.photos.flatMap((photo) => (ids.has(photo.id) ? (change(photo, query) ?? []) : [photo]))
    setList(query, { ...list, photos })
  }
  return () => {
    for (const [query, photos] of before) {
      const list = lists.get(query)
      if (list) setList(query, { ...list, photos: mergeBack(photos, list.photos, ids) })
    }
  }
}

/** Takes photos out of every list. @returns how to put them back at their places */
export function removeListed(ids: ReadonlySet<string>): () => void {
  return updateListed(ids, () => null)
}

/** The photos there are now, with those of `ids` as they were before, in front of what they stood in front of. */
export function mergeBack(before: readonly Photo[], now: readonly Photo[], ids: ReadonlySet<string>): Photo[] {
  const kept = now.filter(({ id }) => !ids.has(id))
  const placeOf = new Map(kept.map(({ id }, index) => [id, index]))
  const result: Photo[] = []
  let at = 0
  for (const photo of before) {
    if (ids.has(photo.id)) {
      result.push(photo)
      continue
    }
    const place = placeOf.get(photo.id) ?? -1
    while (at <= place) result.push(kept[at++] as Photo)
  }
  return [...result, ...kept.slice(at)]
}

/** Forgets lists that nobody looks at: they are asked for anew when somebody does. */
export function forgetHiddenLists(): void {
  for (const query of [...lists.keys()]) if (!listeners.has(query)) lists.delete(query)
}

/** Forgets lists that nobody looks at, and asks again for those on the screen, up to where they were loaded. */
export function refreshLists(): void {
  forgetHiddenLists()
  for (const query of [...lists.keys()]) void reload(query)
}

async function reload(query: string): Promise<void> {
  const { photos: old, previous } = photoList(query)
  const wanted = Math.max(1, old.length)
  const { fetchPhotoPage } = await import('./photo-calls')
  const start = previous && old[0] ? `${query}&at=${placeInTime(old[0])}` : query
  const photos: Photo[] = []
  let next: string | null = null
  try {
    do {
      const page: PhotoPage = await fetchPhotoPage(
        next === null ? start : query,
        next,
        Math.min(500, Math.max(100, wanted - photos.length)),
      )
      photos.push(...page.items)
      next = page.next
    } while (next !== null && photos.length < wanted)
    setList(query, { photos, next, loading: false, error: null, previous: previous ?? null })
  } catch {
    // What is on the screen stays; the next action says what is wrong.
  }
}

/** Gives every list the chance to take in a new or changed photo (photo-place.ts decides where). */
export function changeLists(
  change: (photos: readonly Photo[], query: string, complete: boolean) => readonly Photo[] | null,
): void {
  for (const [query, list] of [...lists]) {
    const photos = change(list.photos, query, list.next === null)
    if (photos === null) {
      if (!listeners.has(query)) lists.delete(query)
    } else if (photos !== list.photos) {
      // In front of a list begun in the middle there is a gap; what belongs there is not shown yet.
      const gap = list.previous && photos.length > list.photos.length && photos[0] !== list.photos[0]
      setList(query, { ...list, photos: gap ? photos.slice(1) : photos })
    }
  }
}
