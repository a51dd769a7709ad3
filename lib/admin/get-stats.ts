import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { DISABLED_OWNERS } from '../access/owners'
import { requireAdmin } from '../context/actor'
import type { Context } from '../context/context'
import { countJobs } from './jobs'
import type { AdminStats } from './stats-contract'

type Numbers = Record<string, string | null>

/**
 * The library in numbers, of everybody together.
 * @throws AppError unauthenticated, forbidden (a token), not_found (no administrator)
 */
export async function getStats(ctx: Context): Promise<AdminStats> {
  requireAdmin(ctx.actor)
  return { ...(await countLibrary(ctx)), growth: await growthOf(ctx.dear ?? ctx.db) }
}

/** What there is now, for whoever may know. */
export async function countLibrary(ctx: Context): Promise<Omit<AdminStats, 'growth'>> {
  const db = ctx.dear ?? ctx.db
  const people = await db.execute<Numbers>(sql`
    select count(*) as total, count(*) filter (where role = 'admin' and id not in (${DISABLED_OWNERS})) as administrators,
      count(*) filter (where id in (${DISABLED_OWNERS})) as disabled,
      count(*) filter (where exists (
        select from sessions where user_id = users.id and last_seen_at > now() - interval '30 days')) as active
    from users`)
  const photos = await db.execute<Numbers>(sql`
    select count(*) as total, count(*) filter (where status = 'ready' and deleted_at is null) as ready,
      count(*) filter (where status in ('uploading', 'processing')) as processing,
      count(*) filter (where status = 'failed' and deleted_at is null) as failed,
      count(*) filter (where deleted_at is not null) as trashed,
      count(*) filter (where source_id is not null) as sources,
      coalesce(sum(bytes) filter (where source_id is null), 0) as bytes,
      coalesce(sum(bytes) filter (where source_id is not null), 0) as source_bytes
    from photos`)
  const of = numbersOf(people.rows[0])
  const all = numbersOf(photos.rows[0])
  return {
    people: {
      total: of('total'),
      administrators: of('administrators'),
      disabled: of('disabled'),
      active: of('active'),
    },
    photos: {
      total: all('total'),
      ready: all('ready'),
      processing: all('processing'),
      failed: all('failed'),
      trashed: all('trashed'),
      fromSources: all('sources'),
    },
    bytes: { uploads: all('bytes'), sources: all('source_bytes') },
    queue: await countJobs(ctx),
  }
}

async function growthOf(db: Database): Promise<AdminStats['growth']> {
  const growth = await db.execute<Numbers>(sql`
    with months as (
      select generate_series(date_trunc('month', now() at time zone 'UTC') - interval '23 months',
        date_trunc('month', now() at time zone 'UTC'), interval '1 month') as month
    ), came as (
      select date_trunc('month', added_at at time zone 'UTC') as month, count(*) as photos,
        coalesce(sum(bytes) filter (where source_id is null), 0) as bytes
      from photos where added_at >= now() - interval '24 months' group by 1
    ), joined as (
      select date_trunc('month', created_at at time zone 'UTC') as month, count(*) as people from users group by 1
    )
    select to_char(months.month, 'YYYY-MM') as month, coalesce(photos, 0) as photos, coalesce(bytes, 0) as bytes,
      coalesce(people, 0) as people
    from months left join came using (month) left join joined using (month) order by month`)
  return growth.rows.map((row) => {
    const at = numbersOf(row)
    return { month: String(row.month), photos: at('photos'), bytes: at('bytes'), people: at('people') }
  })
}

function numbersOf(row: Numbers | undefined): (name: string) => number {
  return (name) => Number(row?.[name] ?? 0)
}
