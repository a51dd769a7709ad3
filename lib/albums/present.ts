import { eq } from 'drizzle-orm'
import type { AlbumRow } from '@/db/schema/albums'
import { users } from '@/db/schema/users'
import { owns } from '../access/owners'
import type { Context } from '../context/context'
import type { Album } from './contract'
import { albumHeads, type Listed, UNKNOWN } from './heads'

/**
 * An album as the actor may see it: count, days and cover speak only of the photos they may see in it; the saved filter is
 * its owner's.
 * @param album must already have passed `visibleAlbumsTo(actor)`
 */
export async function presentAlbum(ctx: Context, album: AlbumRow): Promise<Album> {
  const [owner] = await ctx.db
    .select({ username: users.username, name: users.name })
    .from(users)
    .where(eq(users.id, album.ownerId))
  if (!owner) throw new Error('an album without an owner')
  const [presented] = await presentAlbums(ctx, [{ album, owner }])
  return presented as Album
}

/** The same of many, in a number of statements that does not grow with what their filters ask. */
export async function presentAlbums(ctx: Context, listed: Listed[]): Promise<Album[]> {
  const heads = await albumHeads(ctx, listed)
  return listed.map(({ album, owner }) => {
    const mine = owns(ctx.actor, album.ownerId)
    return {
      id: album.id,
      title: album.title,
      description: album.description,
      visibility: album.visibility,
      smart: album.filter !== null,
      owner,
      ...(heads.get(album.id) ?? UNKNOWN),
      createdAt: album.createdAt.toISOString(),
      // For its owner any change; for others only what they are shown of the album itself: photos they may not see come and go.
      updatedAt: (mine ? album.updatedAt : album.describedAt).toISOString(),
      permissions: { edit: mine },
      ...(mine ? { filter: album.filter, coverPhotoId: album.coverPhotoId } : {}),
    }
  })
}
