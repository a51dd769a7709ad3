import type { Context } from '@/lib/context'
import type { Photo, PhotoPage } from '@/lib/photos/contract'
import { type FilterQuery, filterOf } from '@/lib/search/filter'
import { listPhotos } from '@/lib/search/page'

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

/** Looks up a photo's neighbours by its time; a photo in the trash has none. */
export async function photoContext(ctx: Context, photo: Photo): Promise<PhotoContext | null> {
  if (photo.deletedAt) return null
  const instant = (photo.takenAt ?? photo.addedAt).replace(/(Z|[+-]\d\d:\d\d)$/, '')
  const list: FilterQuery = photo.permissions.edit
    ? { owner: 'me' }
    : { owner: photo.owner.username, visibility: 'public' }
  const [newer, older] = await Promise.all([
    side(ctx, { ...list, after: instant, order: 'asc' }),
    side(ctx, { ...list, before: instant }),
  ])
  return { newer, older }
}

async function side(ctx: Context, query: FilterQuery): Promise<PhotoSide> {
  const page = await listPhotos(ctx, { filter: filterOf(query), limit: NEIGHBOURS })
  return { query: new URLSearchParams(query as Record<string, string>).toString(), page }
}
