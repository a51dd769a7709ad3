import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { Standing } from './choose-ties'
import type { GroupSort } from './kind-of'

const NOTHING: Standing = { isLive: () => false, groupOf: () => undefined, isApart: () => false }

/** How photos of one owner stand, in three queries by key. */
export async function readStanding(tx: Database, ownerId: string, ids: string[]): Promise<Standing> {
  if (ids.length === 0) return NOTHING
  const these = sql`${sql.param(ids)}::uuid[]`
  const { rows: live } = await tx.execute<{ id: string; sha256: string }>(sql`
    select id, sha256 from photos where id = any(${these}) and status = 'ready' and deleted_at is null`)
  const { rows: members } = await tx.execute<{ photo: string; sort: GroupSort; group: string }>(sql`
    select member.photo_id as photo, groups.sort, member.group_id as "group"
    from duplicate_members member, lateral (select sort from duplicate_groups where id = member.group_id offset 0) groups
    where member.photo_id = any(${these})`)
  const contents = new Map(live.map(({ id, sha256 }) => [id, sha256]))
  const { rows: apart } = await tx.execute<{ a: string; b: string }>(sql`
    select a, b from not_duplicates
    where owner_id = ${ownerId}::uuid and a = any(${sql.param([...new Set(contents.values())])}::char(64)[])`)
  const groups = new Map(members.map(({ photo, sort, group }) => [`${sort} ${photo}`, group]))
  const decided = new Set(apart.map(({ a, b }) => `${a} ${b}`))
  return {
    isLive: (id) => contents.has(id),
    groupOf: (sort, id) => groups.get(`${sort} ${id}`),
    isApart: (one, other) => {
      const [a, b] = [contents.get(one) ?? '', contents.get(other) ?? ''].sort()
      return decided.has(`${a} ${b}`)
    },
  }
}
