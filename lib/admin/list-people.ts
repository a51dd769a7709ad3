import { and, type SQL, sql } from 'drizzle-orm'
import { DISABLED_OWNERS } from '../access/owners'
import { requireAdmin } from '../context/actor'
import type { Context } from '../context/context'
import { openCursor, sealCursor } from '../cursors/sealed-cursor'
import { AppError } from '../errors/app-error'
import { findPeople, presentPerson } from './find-people'
import type { AdminUserPage, PeopleQuery } from './people-contract'

const PLACES: Record<PeopleQuery['sort'], { place: SQL; type: SQL; down: boolean }> = {
  name: { place: sql`username`, type: sql`text`, down: false },
  added: { place: sql`"createdAt"`, type: sql`timestamptz`, down: true },
  seen: { place: sql`coalesce("lastSeenAt", '-infinity'::timestamptz)`, type: sql`timestamptz`, down: true },
  bytes: { place: sql`"usedBytes"`, type: sql`numeric`, down: true },
  photos: { place: sql`photos`, type: sql`numeric`, down: true },
}

/**
 * The accounts of the library with what they keep: numbers, no picture, title or place.
 * @throws AppError unauthenticated, forbidden (a token), not_found (no administrator), invalid (cursor)
 */
export async function listPeople(ctx: Context, query: PeopleQuery): Promise<AdminUserPage> {
  requireAdmin(ctx.actor)
  const db = ctx.dear ?? ctx.db
  const { place, type, down } = PLACES[query.sort]
  const matching = conditionOf(query)
  const after = query.cursor === undefined ? sql`true` : behind(query, { place, type, down })
  const by = down ? sql`${place} desc, id desc` : sql`${place}, id`
  const where = and(matching, after) as SQL
  const rows = await findPeople(db, { where, order: { place, by }, limit: query.limit + 1 })
  const counted = await db.execute<{ n: string }>(
    sql`select count(*) as n from (select *, id in (${DISABLED_OWNERS}) as disabled from users) person where ${matching}`,
  )
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  return {
    items: shown.map(presentPerson),
    total: Number(counted.rows[0]?.n ?? 0),
    next: last ? sealCursor(['people', query.sort, last.place, last.id]) : null,
  }
}

function conditionOf({ q = '', state, role }: PeopleQuery): SQL {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  const has = words.map((word) => sql`strpos(lower(name || ' ' || username || ' ' || email), ${word}) > 0`)
  const ofState = state === undefined ? sql`true` : sql`disabled = ${state === 'disabled'}::boolean`
  const ofRole = role === undefined ? sql`true` : sql`role = ${role}`
  return and(ofState, ofRole, ...has) as SQL
}

/** @throws AppError invalid */
function behind({ cursor = '', sort }: PeopleQuery, { place, type, down }: (typeof PLACES)['name']): SQL {
  const at = openCursor(cursor)
  const parts = Array.isArray(at) && at[0] === 'people' && at[1] === sort ? at : null
  if (!parts) throw new AppError('invalid', 'cursor: This cursor is not one of this list; start again without it.')
  const than = down ? sql`<` : sql`>`
  return sql`(${place}, id) ${than} (${String(parts[2])}::${type}, ${String(parts[3])}::uuid)`
}
