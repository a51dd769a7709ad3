import { and, eq, or, type SQL, sql } from 'drizzle-orm'
import { type AlbumRow, albums } from '@/db/schema/albums'
import { users } from '@/db/schema/users'
import type { Actor } from '../auth/actor'
import { requireUser } from '../auth/actor'
import type { Context } from '../context'
import { AppError, notFound } from '../errors'

/** Which albums an actor may know of: one's own, and public ones whose owner is not disabled. */
export function visibleAlbumsTo(actor: Actor): SQL {
  if (actor.kind === 'system') return sql`true`
  const open = and(
    eq(albums.visibility, 'public'),
    sql`${albums.ownerId} <> all (array(select ${users.id} from ${users} where ${users.disabledAt} is not null))`,
  )
  return (actor.kind === 'user' ? or(eq(albums.ownerId, actor.userId), open) : open) as SQL
}

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
  const user = requireUser(ctx.actor)
  const album = await findVisibleAlbum(ctx, id)
  if (album.ownerId !== user.userId) throw new AppError('forbidden', 'This album belongs to somebody else.')
  return album
}
