import { and, desc, eq, lt } from 'drizzle-orm'
import { albums } from '@/db/schema/albums'
import { users } from '@/db/schema/users'
import { sharedWith, visibleAlbumsTo } from '../access/visible-albums'
import { userIdOf } from '../context/actor'
import type { Context } from '../context/context'
import { decodeIdCursor, encodeIdCursor } from '../cursors/id-cursor'
import { AppError } from '../errors/app-error'
import { shareAmongVisitors } from '../load/share-work'
import { visitorsInTurn } from '../load/visitors-in-turn'
import type { AlbumPage } from './contract'
import { presentAlbums } from './present'

interface ListAlbums {
  /** `me` or a username; everyone's visible albums when left out. */
  owner?: string | undefined
  /** Only others' albums that are shared with the actor. */
  shared?: boolean | undefined
  limit: number
  cursor?: string | undefined
}

/** Albums the actor may know of, newest first. @throws AppError invalid for a cursor that is none, unauthenticated for owner=me and shared */
export async function listAlbums(ctx: Context, input: ListAlbums): Promise<AlbumPage> {
  return shareAmongVisitors(
    ctx,
    `albums ${JSON.stringify([input.owner, input.shared, input.limit, input.cursor])}`,
    () => visitorsInTurn(ctx, () => readPage(ctx, input)),
  )
}

async function readPage(ctx: Context, input: ListAlbums): Promise<AlbumPage> {
  const after = input.cursor === undefined ? undefined : lt(albums.id, decodeIdCursor(input.cursor))
  const rows = await ctx.db
    .select({ album: albums, owner: { username: users.username, name: users.name } })
    .from(albums)
    .innerJoin(users, eq(users.id, albums.ownerId))
    .where(and(visibleAlbumsTo(ctx.actor), after, ownedBy(ctx, input.owner), sharedOnly(ctx, input.shared)))
    .orderBy(desc(albums.id))
    .limit(input.limit + 1)
  const shown = rows.slice(0, input.limit)
  const last = rows.length > input.limit ? shown.at(-1) : undefined
  return { items: await presentAlbums(ctx, shown), next: last ? encodeIdCursor(last.album.id) : null }
}

function ownedBy(ctx: Context, owner: string | undefined) {
  if (owner === undefined) return undefined
  if (owner !== 'me') return eq(users.username, owner)
  const userId = userIdOf(ctx.actor)
  if (userId === null) throw new AppError('unauthenticated', 'Log in to see your own albums.')
  return eq(users.id, userId)
}

function sharedOnly(ctx: Context, shared: boolean | undefined) {
  if (!shared) return undefined
  if (userIdOf(ctx.actor) === null) throw new AppError('unauthenticated', 'Log in to see what is shared with you.')
  return sharedWith(ctx.actor)
}
