import { and, eq } from 'drizzle-orm'
import { type AlbumRow, albumMembers, albums } from '@/db/schema/albums'
import { owns } from '../access/owners'
import { visibleAlbumsTo } from '../access/visible-albums'
import { requireUser, userIdOf } from '../context/actor'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'

/** @throws AppError not_found for an album that does not exist or is not to be known of */
export async function findVisibleAlbum(ctx: Context, id: string): Promise<AlbumRow> {
  const [album] = await ctx.db
    .select()
    .from(albums)
    .where(and(eq(albums.id, id), visibleAlbumsTo(ctx.actor)))
  if (!album) throw notFound()
  return album
}

/** The door for changes. @throws AppError unauthenticated, not_found (invisible), forbidden (visible, somebody else's) */
export async function findOwnAlbum(ctx: Context, id: string): Promise<AlbumRow> {
  requireUser(ctx.actor)
  const album = await findVisibleAlbum(ctx, id)
  if (!owns(ctx.actor, album.ownerId)) throw new AppError('forbidden', 'This album belongs to somebody else.')
  return album
}

/** What somebody is in an album. */
export type AlbumRole = 'owner' | 'contributor' | 'viewer'

/**
 * The door for what members may do, too.
 * @param roles who may
 * @throws AppError unauthenticated; not_found (invisible); forbidden (visible, and none of these)
 */
export async function findAlbumWith(
  ctx: Context,
  id: string,
  roles: AlbumRole[],
): Promise<{ album: AlbumRow; role: AlbumRole }> {
  requireUser(ctx.actor)
  const album = await findVisibleAlbum(ctx, id)
  const role = owns(ctx.actor, album.ownerId) ? 'owner' : await memberRole(ctx, id)
  if (role === null) throw new AppError('forbidden', 'This album belongs to somebody else.')
  if (!roles.includes(role)) throw new AppError('forbidden', NOT_WITH[role])
  return { album, role }
}

const NOT_WITH: Record<AlbumRole, string> = {
  owner: 'This is your own album.',
  contributor: 'Only the owner of this album may do this; you may add photos of your own.',
  viewer: 'You may look at this album, and not change it.',
}

/** What the actor is in somebody's album; null: no member. */
export async function memberRole(ctx: Context, albumId: string): Promise<'contributor' | 'viewer' | null> {
  const userId = userIdOf(ctx.actor)
  if (userId === null) return null
  const [member] = await ctx.db
    .select({ role: albumMembers.role })
    .from(albumMembers)
    .where(and(eq(albumMembers.albumId, albumId), eq(albumMembers.userId, userId)))
  return member?.role ?? null
}
