import { eq, sql } from 'drizzle-orm'
import { albums } from '@/db/schema/albums'
import type { Context } from '../context'
import { AppError } from '../errors'
import { findOwnPhoto } from '../photos/find'
import type { Album, UpdateAlbum } from './contract'
import { findOwnAlbum } from './find'
import { presentAlbum } from './present'
import { parseSavedFilter } from './saved-filter'

/**
 * Changes an album's title, description, visibility, cover or (smart albums) filter.
 * @throws AppError as `findOwnAlbum`; unprocessable when a filter is given to an album made by hand
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
  const [changed] = await ctx.db
    .update(albums)
    .set({ ...plain, ...(filter === undefined ? {} : { filter: parseSavedFilter(filter) }), updatedAt: sql`now()` })
    .where(eq(albums.id, id))
    .returning()
  if (!changed) throw new Error('the album was not returned')
  return presentAlbum(ctx, changed)
}
