import type { Photo, PhotoPage } from '@/lib/photos/contract'
import { type FetchPhotoPage, ListShelf, type PhotoListState } from './list-shelf'
import { mergeBack } from './merge-back'

/** Gives a list in its new order; null when only the server can tell. The same array leaves it as it is. */
export type ListChange = (photos: readonly Photo[], query: string, complete: boolean) => readonly Photo[] | null

/**
 * The lists of photos that a browser holds, by filter. Own code instead of a query library: a change of one photo must reach
 * every list at its position, and the grid's first load has a budget of 26 KB over an empty app.
 */
export interface PhotoLists {
  /** A list's state; the same object until it changes. */
  get(query: string): PhotoListState
  /** @returns ends it */
  subscribe(query: string, listener: () => void): () => void
  /** Takes over a page that came with the server's HTML as the whole list so far. */
  start(query: string, page: PhotoPage): void
  /** Tells when lists begin with a server's page, which may be older than the news. @returns ends it */
  onStart(listener: () => void): () => void
  /** Loads a list's next page (or its first), once at a time. Errors go into the state. */
  loadNext(query: string, limit: number): Promise<void>
  /**
   * Loads pages until `enough` says so or nothing is left, the whole of the list from its beginning on when `maxPages` is left out.
   * @returns all that is loaded then
   * @throws what kept a page from coming
   */
  loadUntil(query: string, enough: (photos: readonly Photo[]) => boolean, maxPages?: number): Promise<readonly Photo[]>
  /**
   * Begins a list anew at a date. @param at a year, month, day or moment, or `none` for what has no date
   * @param ready is told the first photo before the list changes
   * @returns false when nothing lies there; the list stays as it was then
   * @throws ApiError
   */
  jump(query: string, at: string, ready: (first: Photo) => void): Promise<boolean>
  /** Loads the page before a list's first photo, once at a time. A toast says when it did not come. */
  loadBefore(query: string): Promise<void>
  /** Loads all that lies before a list's first photo. @throws ApiError */
  loadAllBefore(query: string): Promise<void>
  /** Changes photos in every list that holds them; null takes them out. @returns puts everything back at its position */
  update(ids: ReadonlySet<string>, change: (photo: Photo, query: string) => Photo | null): () => void
  /** Takes photos out of every list. @returns puts them back at their positions */
  remove(ids: ReadonlySet<string>): () => void
  /** Gives every list the chance to take in a new or changed photo. */
  change(change: ListChange): void
  /** Forgets lists that nobody looks at: they are asked for anew when somebody does. */
  forgetHidden(): void
  /** Forgets those, and asks again for the lists on the screen, up to where they were loaded. */
  refresh(): void
  /** Asks again for one list, up to where it was loaded; without an answer it stays as it is. */
  reload(query: string): Promise<void>
}

const BIG_PAGE = 500
/** As many pages as a list of 200,000 photos has. */
const ALL = 400

/** Opens a store of lists. @param fetchPage how pages are asked for */
export function createPhotoLists(fetchPage: FetchPhotoPage): PhotoLists {
  return new Lists(fetchPage)
}

class Lists implements PhotoLists {
  private readonly shelf = new ListShelf()
  private readonly running = new Map<string, Promise<void>>()
  private readonly startListeners = new Set<() => void>()
  private window: Promise<import('./list-window').ListWindow> | null = null

  constructor(private readonly fetchPage: FetchPhotoPage) {}

  get(query: string): PhotoListState {
    return this.shelf.get(query)
  }

  subscribe(query: string, listener: () => void): () => void {
    return this.shelf.watch(query, listener)
  }

  start(query: string, page: PhotoPage): void {
    this.shelf.set(query, { photos: page.items, next: page.next, loading: false, error: null })
    // Not now: a component may be drawing itself with it.
    queueMicrotask(() => {
      for (const listener of [...this.startListeners]) listener()
    })
  }

  onStart(listener: () => void): () => void {
    this.startListeners.add(listener)
    return () => this.startListeners.delete(listener)
  }

  loadNext(query: string, limit: number): Promise<void> {
    const under = this.running.get(query)
    if (under) return under
    const { next } = this.get(query)
    if (next === null) return Promise.resolve()
    const work = this.append(query, next ?? null, limit).finally(() => this.running.delete(query))
    this.running.set(query, work)
    return work
  }

  private async append(query: string, cursor: string | null, limit: number): Promise<void> {
    this.shelf.set(query, { ...this.get(query), loading: true, error: null })
    try {
      const page = await this.fetchPage(query, cursor, limit)
      const { photos, next } = this.get(query)
      // Started anew meanwhile: this page continues a list that is gone.
      if ((next ?? null) !== cursor) return this.shelf.set(query, { ...this.get(query), loading: false })
      const known = new Set(photos.map(({ id }) => id))
      const items = page.items.filter(({ id }) => !known.has(id))
      const after = { photos: [...photos, ...items], next: page.next, loading: false, error: null }
      this.shelf.set(query, { ...this.get(query), ...after })
    } catch (problem) {
      const error = problem instanceof Error ? problem : new Error(String(problem))
      this.shelf.set(query, { ...this.get(query), loading: false, error })
    }
  }

  async loadUntil(query: string, enough: (photos: readonly Photo[]) => boolean, maxPages = ALL) {
    const whole = maxPages === ALL
    for (let pages = 0; pages < maxPages; pages++) {
      // Asked anew each time: a jump may begin the list at another position meanwhile.
      if (whole && this.get(query).previous) await this.loadAllBefore(query)
      const list = this.get(query)
      if (list.next === null || enough(list.photos)) {
        if (whole && list.previous) continue
        break
      }
      await this.loadNext(query, BIG_PAGE)
      const problem = this.get(query).error
      if (problem) throw problem
    }
    return this.get(query).photos
  }

  async jump(query: string, at: string, ready: (first: Photo) => void): Promise<boolean> {
    const window = await this.openWindow()
    await this.running.get(query)
    return window.jump(query, at, ready)
  }

  async loadBefore(query: string): Promise<void> {
    await (await this.openWindow()).loadBefore(query)
  }

  async loadAllBefore(query: string): Promise<void> {
    await (await this.openWindow()).loadAllBefore(query)
  }

  /** Few lists are ever begun in the middle: what that needs is fetched with the first jump. */
  private openWindow() {
    this.window ??= import('./list-window')
      .then(({ ListWindow }) => new ListWindow(this.shelf, this.fetchPage))
      .catch((error) => {
        this.window = null
        throw error
      })
    return this.window
  }

  update(ids: ReadonlySet<string>, change: (photo: Photo, query: string) => Photo | null): () => void {
    const before = new Map<string, readonly Photo[]>()
    for (const [query, list] of this.shelf.all()) {
      if (!list.photos.some(({ id }) => ids.has(id))) continue
      before.set(query, list.photos)
      const photos = list.photos.flatMap((photo) => (ids.has(photo.id) ? (change(photo, query) ?? []) : [photo]))
      this.shelf.set(query, { ...list, photos })
    }
    return () => {
      for (const [query, photos] of before) {
        if (!this.shelf.has(query)) continue
        const list = this.get(query)
        this.shelf.set(query, { ...list, photos: mergeBack(photos, list.photos, ids) })
      }
    }
  }

  remove(ids: ReadonlySet<string>): () => void {
    return this.update(ids, () => null)
  }

  change(change: ListChange): void {
    for (const [query, list] of this.shelf.all()) {
      const photos = change(list.photos, query, list.next === null)
      if (photos === null) this.shelf.drop(query)
      else if (photos !== list.photos) {
        // In front of a list begun in the middle there is a gap; what belongs there is not shown yet.
        const gap = list.previous && photos.length > list.photos.length && photos[0] !== list.photos[0]
        this.shelf.set(query, { ...list, photos: gap ? photos.slice(1) : photos })
      }
    }
  }

  forgetHidden(): void {
    for (const [query] of this.shelf.all()) this.shelf.drop(query)
  }

  refresh(): void {
    this.forgetHidden()
    for (const [query] of this.shelf.all()) void this.reload(query)
  }

  async reload(query: string): Promise<void> {
    const window = await this.openWindow().catch(() => null)
    await window?.reload(query)
  }
}
