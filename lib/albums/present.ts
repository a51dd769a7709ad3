import { eq } from 'drizzle-orm'
import type { AlbumRow } from '@/db/schema/albums'
import { users } from '@/db/schema/users'
import { owns } from '../access/owners'
import type { Context } from '../context/context'
import type { Album } from './contract'
import type { Listed } from './head-rows'
import { albumHeads, UNKNOWN } from './heads'
import { type Standing, standingsOf } from './standings'

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
  const standings = await standingsOf(
    ctx,
    listed.map(({ album }) => album),
  )
  const isShared = ({ album }: Listed) => (standings.get(album.id)?.members ?? 0) > 0
  const heads = await albumHeads(ctx, listed, new Set(listed.filter(isShared).map(({ album }) => album.id)))
  return listed.map(({ album, owner }) => {
    const mine = owns(ctx.actor, album.ownerId)
    const { role, members } = standings.get(album.id) ?? STRANGER
    return {
      id: album.id,
      title: album.title,
      description: album.description,
      visibility: album.visibility,
      smart: album.filter !== null,
      owner,
      ...(heads.get(album.id) ?? UNKNOWN),
      createdAt: album.createdAt.toISOString(),
      // For its owner and members any change; for others only what they are shown of the album itself: photos they may not see come and go.
      updatedAt: (role === null ? album.describedAt : album.updatedAt).toISOString(),
      role,
      shared: (members ?? 0) > 0,
      permissions: { edit: mine, addPhotos: album.filter === null && (mine || role === 'contributor') },
      ...(members === null ? {} : { members }),
      ...(mine ? ownersFields(album) : {}),
    }
  })
}

const STRANGER: Standing = { role: null, members: null }

function ownersFields({ filter, coverPhotoId, showLocation, allowOriginals }: AlbumRow) {
  return { filter, coverPhotoId, showLocation, allowOriginals }
}
