import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { DISABLED_OWNERS } from '../access/owners'
import type { AdminUser } from './people-contract'

interface PersonRow extends Record<string, unknown> {
  id: string
  email: string
  username: string
  name: string
  role: 'admin' | 'user'
  disabled: boolean
  secondFactor: boolean
  quotaBytes: string | null
  usedBytes: string
  photos: string
  sessions: string
  lastSeenAt: Date | string | null
  createdAt: Date | string
  place: string
}

/**
 * Accounts with what they keep, as `person`: what the counts are is told in `AdminUser`, what they are of is not.
 * @param where a condition on `person`; @param order also gives `place`, by which a next page goes on
 */
export async function findPeople(
  db: Database,
  { where, order, limit }: { where: SQL; order: { place: SQL; by: SQL }; limit: number },
): Promise<(PersonRow & { place: string })[]> {
  const { rows } = await db.execute<PersonRow>(sql`
    with kept as (
      select owner_id, count(*) as photos,
        coalesce(sum(bytes) filter (where source_id is null and not (status = 'uploading' and copy_of is not null)), 0) as used
      from photos group by owner_id
    ), seen as (
      select user_id, count(*) as sessions, max(last_seen_at) as last from sessions where expires_at > now() group by user_id
    ), person as (
      select users.id, email, username, name, role, users.id in (${DISABLED_OWNERS}) as disabled, totp_secret is not null as "secondFactor", quota_bytes as "quotaBytes",
        coalesce(kept.used, 0) as "usedBytes", coalesce(kept.photos, 0) as photos, coalesce(seen.sessions, 0) as sessions,
        seen.last as "lastSeenAt", created_at as "createdAt"
      from users left join kept on kept.owner_id = users.id left join seen on seen.user_id = users.id
    )
    select *, (${order.place})::text as place from person where ${where} order by ${order.by} limit ${limit}`)
  return rows
}

/** A row on the wire. */
export function presentPerson(row: PersonRow): AdminUser {
  const { id, email, username, name, role, disabled, secondFactor } = row
  return {
    id,
    email,
    username,
    name,
    role,
    disabled,
    secondFactor,
    quotaBytes: row.quotaBytes === null ? null : Number(row.quotaBytes),
    usedBytes: Number(row.usedBytes),
    photos: Number(row.photos),
    sessions: Number(row.sessions),
    lastSeenAt: row.lastSeenAt === null ? null : new Date(row.lastSeenAt).toISOString(),
    createdAt: new Date(row.createdAt).toISOString(),
  }
}
