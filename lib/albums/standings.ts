import { inArray, sql } from 'drizzle-orm'
import { type AlbumRow, albumMembers } from '@/db/schema/albums'
import { ofActiveOwner, owns } from '../access/owners'
import { userIdOf } from '../context/actor'
import type { Context } from '../context/context'
import type { AlbumRole } from './find'

/** What the actor is in an album, and with how many people it is shared; strangers are told neither. */
export interface Standing {
  role: AlbumRole | null
  /** Null: nothing that the actor may know. */
  members: number | null
}

/** The standing of every album of a list, in one statement. */
export async function standingsOf(
  ctx: Context,
  listed: Pick<AlbumRow, 'id' | 'ownerId'>[],
): Promise<Map<string, Standing>> {
  const userId = userIdOf(ctx.actor)
  const shared = userId === null || listed.length === 0 ? new Map() : await memberships(ctx, userId, listed)
  return new Map(
    listed.map(({ id, ownerId }): [string, Standing] => {
      const found = shared.get(id)
      if (owns(ctx.actor, ownerId)) return [id, { role: 'owner', members: found?.all ?? 0 }]
      return [id, found?.role ? { role: found.role, members: found.active } : { role: null, members: null }]
    }),
  )
}

/** Its owner is told of all members, disabled accounts too: who may come back. */
async function memberships(ctx: Context, userId: string, listed: Pick<AlbumRow, 'id'>[]) {
  const ids = listed.map(({ id }) => id)
  const rows = await ctx.db
    .select({
      id: albumMembers.albumId,
      all: sql<number>`count(*)::int`,
      active: sql<number>`(count(*) filter (where ${ofActiveOwner(albumMembers.userId)}))::int`,
      role: sql<
        'contributor' | 'viewer' | null
      >`max(${albumMembers.role}) filter (where ${albumMembers.userId} = ${userId})`,
    })
    .from(albumMembers)
    .where(inArray(albumMembers.albumId, ids))
    .groupBy(albumMembers.albumId)
  return new Map(rows.map((row) => [row.id, row]))
}
