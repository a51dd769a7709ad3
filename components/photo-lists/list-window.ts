import { errorSentence } from '@/lib/http/client'
import type { Photo } from '@/lib/photos/contract'
import { AT_UNDATED, dateSpan } from '@/lib/search/language/dates'
import { showToast } from '../ui/toast-store'
import { fetchPhotoPage } from './photo-calls'
import { type BeforeList, pageUnderWay, photoList, setList } from './photo-lists'

/**
 * Lists that begin in the middle: a jump loads the page at a date and not what lies before it; scrolling back from there
 * walks the same filter in the other order. Fetched with the first jump.
 */
const PAGE = 200
const BIG_PAGE = 500

const running = new Map<string, Promise<boolean>>()

/**
 * Begins a list anew at a date.
 * @param at a year, month, day or moment, or `none` for what has no date: the list begins with it, going on in its own order
 * @param ready is told the first photo before the list changes
 * @returns false when nothing lies there; the list stays as it was then
 * @throws ApiError
 */
export async function jumpList(query: string, at: string, ready: (first: Photo) => void): Promise<boolean> {
  await pageUnderWay(query)
  const page = await moving(query, () => fetchPhotoPage(`${query}&at=${at}`, null, PAGE))
  const first = page.items[0]
  if (!first) return false
  ready(first)
  setList(query, { photos: page.items, next: page.next, loading: false, error: null, previous: before(query, at) })
  return true
}

/** Says that a list is on the move while `work` runs. */
async function moving<T>(query: string, work: () => Promise<T>): Promise<T> {
  setList(query, { ...photoList(query), moving: true })
  try {
    return await work()
  } finally {
    setList(query, { ...photoList(query), moving: false })
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

/** Loads the page before a list's first photo, once at a time. A toast says when it did not come. */
export async function loadBefore(query: string): Promise<void> {
  try {
    await step(query, PAGE)
  } catch (error) {
    showToast(`The photos before these did not load. ${errorSentence(error)}`, {
      tone: 'danger',
      action: { label: 'Try again', run: () => void loadBefore(query) },
    })
  }
}

/** Loads all that lies before a list's first photo. @throws ApiError */
export async function loadAllBefore(query: string): Promise<void> {
  while (photoList(query).previous) if (!(await step(query, BIG_PAGE))) return
}

/** @returns whether the list grew or came to its beginning */
function step(query: string, limit: number): Promise<boolean> {
  const under = running.get(query)
  // One that was for the list before brings this one nothing.
  if (under) return under.then((grown) => grown || step(query, limit))
  const work = fetchBefore(query, limit).finally(() => running.delete(query))
  running.set(query, work)
  return work
}

async function fetchBefore(query: string, limit: number): Promise<boolean> {
  const { previous } = photoList(query)
  if (!previous) return false
  const start =
    previous.cursor === null && previous.at !== null ? `${previous.query}&at=${previous.at}` : previous.query
  const page = await moving(query, () => fetchPhotoPage(start, previous.cursor, limit))
  const list = photoList(query)
  // Begun anew meanwhile: this page precedes a list that is gone.
  if (list.previous !== previous) return false
  const known = new Set(list.photos.map(({ id }) => id))
  const items = page.items.filter(({ id }) => !known.has(id)).reverse()
  const left = page.next === null ? null : { ...previous, cursor: page.next }
  setList(query, { ...list, photos: [...items, ...list.photos], previous: left })
  return true
}
