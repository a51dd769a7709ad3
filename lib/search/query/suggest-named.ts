import { and, desc, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import { albums } from '@/db/schema/albums'
import { sources } from '@/db/schema/sources'
import { users } from '@/db/schema/users'
import { isOwn, owns } from '../../access/owners'
import { sharedWith } from '../../access/visible-albums'
import { userIdOf } from '../../context/actor'
import type { Context } from '../../context/context'
import { visitorsInTurn } from '../../load/visitors-in-turn'
import type { SuggestReply } from '../language/contract'
import type { Filter } from '../language/terms'
import { beginsWord, getFacets } from './facets'
import { refuseLink } from './refuse-link'

type Item = SuggestReply['items'][number]

/** People are looked for by their name among so many whose photos the asker may see, those with most first. */
const MOST_PEOPLE = 1000

/** Albums of one's own, then those shared with one, by a word of their title; the one changed last first. */
export async function albumItems(ctx: Context, typed: string, limit: number): Promise<Item[]> {
  refuseLink(ctx.actor)
  if (userIdOf(ctx.actor) === null) return []
  const own = isOwn(ctx.actor, albums.ownerId)
  const rows = await ctx.db
    .select({ id: albums.id, title: albums.title, ownerId: albums.ownerId, owner: users.name })
    .from(albums)
    .innerJoin(users, eq(users.id, albums.ownerId))
    .where(and(or(own, sharedWith(ctx.actor)), matching(sql`${albums.title}`, typed)))
    .orderBy(desc(own), desc(albums.updatedAt), desc(albums.id))
    .limit(limit)
  return rows.map(({ id, title, ownerId, owner }) =>
    named('album', id, owns(ctx.actor, ownerId) ? title : `${title}, by ${owner}`),
  )
}

/** One's own sources, by a word of their name. */
export async function sourceItems(ctx: Context, typed: string, limit: number): Promise<Item[]> {
  refuseLink(ctx.actor)
  if (userIdOf(ctx.actor) === null) return []
  const rows = await ctx.db
    .select({ id: sources.id, name: sources.name })
    .from(sources)
    .where(and(isOwn(ctx.actor, sources.ownerId), isNull(sources.deletedAt), matching(sql`${sources.name}`, typed)))
    .orderBy(sources.name, sources.id)
    .limit(limit)
  return rows.map(({ id, name }) => named('source', id, name))
}

/** People by a word of their name or their username, who have photos of the filter that the asker may see. */
export async function personItems(ctx: Context, filter: Filter, typed: string, limit: number): Promise<Item[]> {
  const { owner = [] } = await visitorsInTurn(ctx, () => getFacets(ctx, filter, ['owner'], { limit: MOST_PEOPLE }))
  if (owner.length === 0) return []
  const usernames = sql`${sql.param(owner.map(({ value }) => value))}::text[]`
  const either = or(matching(sql`${users.name}`, typed), matching(sql`${users.username}`, typed))
  const rows = await ctx.db
    .select({ username: users.username, name: users.name })
    .from(users)
    .where(and(sql`${users.username} = any (${usernames})`, either))
  const names = new Map(rows.map(({ username, name }) => [username, name]))
  const found = owner.flatMap(({ value, count }) => {
    const name = names.get(value)
    return name === undefined ? [] : [{ username: value, name, count }]
  })
  return found.slice(0, limit).map(({ username, name, count }) => {
    const several = found.filter((other) => other.name === name).length > 1
    return { ...named('owner', username, several ? `${name} (${username})` : name), count }
  })
}

function matching(column: SQL, typed: string): SQL | undefined {
  return typed === '' ? undefined : beginsWord(column, typed)
}

function named(key: string, value: string, label: string): Item {
  return { kind: 'value', key, label, insert: `${key}:${value}`, count: null }
}
