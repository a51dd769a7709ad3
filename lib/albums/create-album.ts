import { albums } from '@/db/schema/albums'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { publishAlbum } from '../photos/events'
import { findOwnPhoto } from '../photos/find'
import { parseSavedFilter } from '../search/query/saved-filter'
import type { Album, CreateAlbum } from './contract'
import { assertRoom } from './limits'
import { presentAlbum } from './present'

/**
 * Makes an album: by hand, or smart when a filter is given.
 * @throws AppError unauthenticated; invalid for a filter that does not parse; not_found for a cover that is not one's own;
 *   conflict when there are too many
 */
export async function createAlbum(ctx: Context, input: CreateAlbum): Promise<Album> {
  const user = requireUser(ctx.actor)
  if (input.coverPhotoId !== undefined) await findOwnPhoto(ctx, input.coverPhotoId)
  const { title, description, visibility, coverPhotoId } = input
  const filter = input.filter === undefined ? null : parseSavedFilter(input.filter)
  const album = await ctx.db.transaction(async (tx) => {
    await assertRoom(tx, user.userId, { more: 1, morePublic: visibility === 'public' ? 1 : 0 })
    const [made] = await tx
      .insert(albums)
      .values({ ownerId: user.userId, title, description, visibility, filter, coverPhotoId })
      .returning()
    if (!made) throw new Error('the album was not returned')
    await publishAlbum(tx, made, 'described')
    return made
  })
  return presentAlbum(ctx, album)
}
