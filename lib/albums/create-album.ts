import { albums } from '@/db/schema/albums'
import { requireUser } from '../auth/actor'
import type { Context } from '../context'
import { findOwnPhoto } from '../photos/find'
import type { Album, CreateAlbum } from './contract'
import { presentAlbum } from './present'
import { parseSavedFilter } from './saved-filter'

/**
 * Makes an album: by hand, or smart when a filter is given.
 * @throws AppError unauthenticated; invalid for a filter that does not parse; not_found for a cover that is not one's own
 */
export async function createAlbum(ctx: Context, input: CreateAlbum): Promise<Album> {
  const user = requireUser(ctx.actor)
  if (input.coverPhotoId !== undefined) await findOwnPhoto(ctx, input.coverPhotoId)
  const [album] = await ctx.db
    .insert(albums)
    .values({
      ownerId: user.userId,
      title: input.title,
      description: input.description,
      visibility: input.visibility,
      filter: input.filter === undefined ? null : parseSavedFilter(input.filter),
      coverPhotoId: input.coverPhotoId,
    })
    .returning()
  if (!album) throw new Error('the album was not returned')
  return presentAlbum(ctx, album)
}
