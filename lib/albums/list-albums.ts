import { and, desc, eq, lt } from 'drizzle-orm'
import { albums } from '@/db/schema/albums'
import { users } from '@/db/schema/users'
import type { Context } from '../context'
import { AppError } from '../errors'
import type { AlbumPage } from './contract'
import { visibleAlbumsTo } from './find'
import { presentAlbum } from './present'

interface ListAlbums {
  /** `me` or a username; everyone's visible albums when left out. */
  owner?: string | undefined
  limit: number
  cursor?: string | undefined
}

/** Albums the actor may know of, newest first. @throws AppError invalid for a cursor that is none, unauthenticated for owner=me */
export async function listAlbums(ctx: Context, input: ListAlbums): Promise<AlbumPage> {
  const after = input.cursor === undefined ? undefined : lt(albums.id, decode(input.cursor))
  const rows = await ctx.db
    .select({ album: albums })
    .from(albums)
    .innerJoin(users, eq(users.id, albums.ownerId))
    .where(and(visibleAlbumsTo(ctx.actor), after, ownedBy(ctx, input.owner)))
    .orderBy(desc(albums.id))
    .limit(input.limit + 1)
  const shown = rows.slice(0, input.limit)
  const last = rows.length > input.limit ? shown.at(-1) : undefined
  const items = await Promise.all(shown.map(({ album }) => presentAlbum(ctx, album)))
  return { items, next: last ? Buffer.from(last.album.id).toString('base64url') : null }
}

function ownedBy(ctx: Context, owner: string | undefined) {
  if (owner === undefined) return undefined
  if (owner !== 'me') return eq(users.username, owner)
  if (ctx.actor.kind !== 'user') throw new AppError('unauthenticated', 'Log in to see your own albums.')
  return eq(users.id, ctx.actor.userId)
}

function decode(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString()
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
    throw new AppError('invalid', 'cursor: This cursor is not one of this list; start again without it.')
  }
  return id
}
