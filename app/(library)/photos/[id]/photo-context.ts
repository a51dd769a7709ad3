import type { Context } from '@/lib/context/context'
import type { Photo, PhotoPage } from '@/lib/photos/contract'
import { type FilterQuery, filterOf } from '@/lib/search/language/filter'
import { encodeCursor, type Position } from '@/lib/search/query/cursor'
import { UNDATED_KEY } from '@/lib/search/query/order'
import { listPhotos } from '@/lib/search/query/page'

/** Neighbours on either side that come with the page. */
const NEIGHBOURS = 40

export interface PhotoSide {
  /** The filter as URL parameters, to go on with. */
  query: string
  page: PhotoPage
}

/** The photos before and after one in the list it belongs to: one's own, or its owner's public ones. */
export interface PhotoContext {
  newer: PhotoSide
  older: PhotoSide
}

/** Looks up a photo's neighbours by its time, or among those without a date; a photo in the trash has none. */
export async function photoContext(ctx: Context, photo: Photo): Promise<PhotoContext | null> {
  if (photo.deletedAt) return null
  const whose: FilterQuery = photo.permissions.edit
    ? { owner: 'me' }
    : { owner: photo.owner.username, visibility: 'public' }
  const list: FilterQuery = photo.archived ? { ...whose, archived: 'true' } : whose
  if (photo.takenAt === null) return undatedContext(ctx, photo, { ...list, hasDate: 'false' })
  const instant = photo.takenAt.replace(/(Z|[+-]\d\d:\d\d)$/, '')
  const [newer, older] = await Promise.all([
    side(ctx, { ...list, after: instant, order: 'asc' }),
    side(ctx, { ...list, before: instant }),
  ])
  return { newer, older }
}

/** Those without a date stand in the order in which they were added. */
async function undatedContext(ctx: Context, photo: Photo, list: FilterQuery): Promise<PhotoContext> {
  const position = { key: UNDATED_KEY, id: photo.id }
  const [newer, older] = await Promise.all([side(ctx, { ...list, order: 'asc' }, position), side(ctx, list, position)])
  return { newer, older: { ...older, page: { ...older.page, items: [photo, ...older.page.items] } } }
}

async function side(ctx: Context, query: FilterQuery, after?: Position): Promise<PhotoSide> {
  const filter = filterOf(query)
  const cursor = after && encodeCursor(filter, after)
  const page = await listPhotos(ctx, { filter, limit: NEIGHBOURS, cursor })
  return { query: new URLSearchParams(query as Record<string, string>).toString(), page }
}
