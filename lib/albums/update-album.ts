import { isDeepStrictEqual } from 'node:util'
import { eq, sql } from 'drizzle-orm'
import { albums } from '@/db/schema/albums'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import { publishAlbum } from '../photos/events'
import { findOwnPhoto } from '../photos/find'
import { parseSavedFilter } from '../search/query/saved-filter'
import type { Album, UpdateAlbum } from './contract'
import { findOwnAlbum } from './find'
import { assertRoom } from './limits'
import { presentAlbum } from './present'

/** What others are shown of an album itself. */
const SHOWN = ['title', 'description', 'visibility'] as const

/**
 * Changes an album's title, description, visibility, cover or (smart albums) filter.
 * @throws AppError as `findOwnAlbum`; conflict when too many are public; unprocessable when a filter is given to an album made by hand
 */
export async function updateAlbum(ctx: Context, id: string, input: UpdateAlbum): Promise<Album> {
  const album = await findOwnAlbum(ctx, id)
  if (input.filter !== undefined && album.filter === null) {
    throw new AppError(
      'unprocessable',
      'This album was made by hand; a filter would replace its photos. Make a smart album instead.',
    )
  }
  if (input.coverPhotoId) await findOwnPhoto(ctx, input.coverPhotoId)
  const { filter, ...plain } = input
  const saved = filter === undefined ? {} : { filter: parseSavedFilter(filter) }
  const wanted = { ...plain, ...saved }
  const same = Object.entries(wanted).every(
    ([key, value]) => value === undefined || isDeepStrictEqual(value, album[key as keyof typeof wanted]),
  )
  if (same) return presentAlbum(ctx, album)
  const changed = await ctx.db.transaction(async (tx) => {
    if (input.visibility === 'public' && album.visibility !== 'public') {
      await assertRoom(tx, album.ownerId, { more: 0, morePublic: 1 })
    }
    const told = SHOWN.some((key) => plain[key] !== undefined && plain[key] !== album[key])
    const [row] = await tx
      .update(albums)
      .set({ ...wanted, updatedAt: sql`now()`, ...(told ? { describedAt: sql`now()` } : {}) })
      .where(eq(albums.id, id))
      .returning()
    await publishAlbum(tx, album, 'described')
    if (filter !== undefined) await publishAlbum(tx, album, 'photos')
    return row
  })
  if (!changed) throw new Error('the album was not returned')
  return presentAlbum(ctx, changed)
}
