import type { Photo, PhotoPage } from '@/lib/photos/contract'

/** Asks the server for a page of a list. @throws ApiError */
export type FetchPhotoPage = (query: string, cursor: string | null, limit: number) => Promise<PhotoPage>

export interface PhotoListState {
  photos: readonly Photo[]
  /** Cursor of the next page; null at the end, undefined before the first page. */
  next: string | null | undefined
  loading: boolean
  error: Error | null
  /** Another position of the list, or what lies before its first photo, is on its way (list-window.ts). */
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
/** Lists kept when nobody looks at them: for steps back. */
const KEPT = 8

/** The lists by their filter, and who watches each. A list that somebody watches is never dropped. */
export class ListShelf {
  private readonly lists = new Map<string, PhotoListState>()
  private readonly watchers = new Map<string, Set<() => void>>()

  /** A list's state; the same object until it changes. */
  get(query: string): PhotoListState {
    return this.lists.get(query) ?? EMPTY
  }

  set(query: string, state: PhotoListState): void {
    this.lists.delete(query)
    this.lists.set(query, state)
    for (const old of this.lists.keys()) {
      if (this.lists.size <= KEPT) break
      this.drop(old)
    }
    for (const watcher of this.watchers.get(query) ?? []) watcher()
  }

  all(): [query: string, list: PhotoListState][] {
    return [...this.lists]
  }

  has(query: string): boolean {
    return this.lists.has(query)
  }

  /** Forgets a list, unless somebody watches it. */
  drop(query: string): void {
    if (!this.watchers.has(query)) this.lists.delete(query)
  }

  watch(query: string, watcher: () => void): () => void {
    const those = this.watchers.get(query) ?? new Set()
    those.add(watcher)
    this.watchers.set(query, those)
    return () => {
      those.delete(watcher)
      if (those.size === 0) this.watchers.delete(query)
    }
  }
}
