import { errorSentence } from '@/lib/http/api-error'
import type { Photo, PhotoPage } from '@/lib/photos/contract'
import { AT_UNDATED } from '@/lib/search/language/at-undated'
import { dateSpan } from '@/lib/search/language/dates'
import { showToast } from '../ui/toast-store'
import type { BeforeList, FetchPhotoPage, ListShelf } from './list-shelf'
import { positionInTime } from './sort-instant'

const PAGE = 200
const BIG_PAGE = 500

/**
 * What few visits do with lists, fetched when they do. Lists that begin in the middle: a jump loads the page at a date and not what lies before it; scrolling back from there
 * walks the same filter in the other order.
 */
export class ListWindow {
  private readonly running = new Map<string, Promise<boolean>>()

  constructor(
    private readonly shelf: ListShelf,
    private readonly fetchPage: FetchPhotoPage,
  ) {}

  async jump(query: string, at: string, ready: (first: Photo) => void): Promise<boolean> {
    const page = await this.moving(query, () => this.fetchPage(`${query}&at=${at}`, null, PAGE))
    const first = page.items[0]
    if (!first) return false
    ready(first)
    const now = this.shelf.get(query)
    // Loaded whole meanwhile (everything was selected): to begin it anew would take most of it away again.
    if (now.next === null && !now.previous && now.photos.some(({ id }) => id === first.id)) {
      this.shelf.set(query, { ...now, photos: [...now.photos] })
      return true
    }
    const previous = before(query, at)
    this.shelf.set(query, { photos: page.items, next: page.next, loading: false, error: null, previous })
    return true
  }

  async loadBefore(query: string): Promise<void> {
    try {
      await this.step(query, PAGE)
    } catch (error) {
      showToast(`The photos before these did not load. ${errorSentence(error)}`, {
        tone: 'danger',
        action: { label: 'Try again', run: () => void this.loadBefore(query) },
      })
    }
  }

  async loadAllBefore(query: string): Promise<void> {
    while (this.shelf.get(query).previous) if (!(await this.step(query, BIG_PAGE))) return
  }

  /** Asks again for a list, up to where it was loaded; without an answer it stays as it is. */
  async reload(query: string): Promise<void> {
    const { photos: old, previous } = this.shelf.get(query)
    const wanted = Math.max(1, old.length)
    const start = previous && old[0] ? `${query}&at=${positionInTime(old[0])}` : query
    const photos: Photo[] = []
    let next: string | null = null
    try {
      do {
        const limit = Math.min(BIG_PAGE, Math.max(100, wanted - photos.length))
        const page: PhotoPage = await this.fetchPage(next === null ? start : query, next, limit)
        photos.push(...page.items)
        next = page.next
      } while (next !== null && photos.length < wanted)
      this.shelf.set(query, { photos, next, loading: false, error: null, previous: previous ?? null })
    } catch {
      // What is on the screen stays; the next action says what is wrong.
    }
  }

  /** @returns whether the list grew or came to its beginning */
  private step(query: string, limit: number): Promise<boolean> {
    const under = this.running.get(query)
    // A page that is on its way for the list before brings this one nothing.
    if (under) return under.then((grown) => grown || this.step(query, limit))
    const work = this.prepend(query, limit).finally(() => this.running.delete(query))
    this.running.set(query, work)
    return work
  }

  private async prepend(query: string, limit: number): Promise<boolean> {
    const { previous } = this.shelf.get(query)
    if (!previous) return false
    const start =
      previous.cursor === null && previous.at !== null ? `${previous.query}&at=${previous.at}` : previous.query
    const page = await this.moving(query, () => this.fetchPage(start, previous.cursor, limit))
    const list = this.shelf.get(query)
    // Begun anew meanwhile: this page precedes a list that is gone.
    if (list.previous !== previous) return false
    const known = new Set(list.photos.map(({ id }) => id))
    const items = page.items.filter(({ id }) => !known.has(id)).reverse()
    const left = page.next === null ? null : { ...previous, cursor: page.next }
    this.shelf.set(query, { ...list, photos: [...items, ...list.photos], previous: left })
    return true
  }

  /** Says that a list is on the move while `work` runs. */
  private async moving<T>(query: string, work: () => Promise<T>): Promise<T> {
    this.shelf.set(query, { ...this.shelf.get(query), moving: true })
    try {
      return await work()
    } finally {
      this.shelf.set(query, { ...this.shelf.get(query), moving: false })
    }
  }
}

/**
 * Everything that a list begun at a date leaves out, in the other order: both together are the whole, and share nothing. What has
 * no date comes last in both orders, so it never lies before.
 */
function before(query: string, at: string): BeforeList | null {
  const search = new URLSearchParams(query)
  if (search.get('hasDate') === 'false') return null
  const ascending = search.get('order') === 'asc'
  search.set('hasDate', 'true')
  if (ascending) search.delete('order')
  else search.set('order', 'asc')
  const start = { query: search.toString(), cursor: null }
  if (at === AT_UNDATED) return { ...start, at: null }
  const { from, until } = dateSpan(at)
  return { ...start, at: ascending ? moment(from - 1) : moment(until) }
}

function moment(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 23)
}
