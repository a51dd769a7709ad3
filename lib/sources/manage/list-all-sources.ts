import { and, desc, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import { type ScanRow, sourceScans, sources } from '@/db/schema/sources'
import { users } from '@/db/schema/users'
import { requireAdmin } from '../context/actor'
import type { Context } from '../context/context'
import { decodeIdCursor, encodeIdCursor } from '../cursors/id-cursor'
import type { AdminSource, AdminSourcePage, AdminSourcesQuery } from './sources-contract'

/** What is counted of one source. */
type Counts = Pick<AdminSource, 'photos' | 'missing' | 'failed'>

/**
 * Everybody's sources with their last scan, latest first: state and numbers. No name, address, folder or key of them, nor the reason of a
 * pause: it may name a file.
 * @throws AppError unauthenticated, forbidden (a token), not_found (no administrator), invalid (cursor)
 */
export async function listAllSources(ctx: Context, query: AdminSourcesQuery): Promise<AdminSourcePage> {
  requireAdmin(ctx.actor)
  const behind = query.cursor === undefined ? undefined : lt(sources.id, decodeIdCursor(query.cursor))
  const { id, kind, rescanMinutes, createdAt } = sources
  const rows = await ctx.db
    .select({ id, kind, rescanMinutes, createdAt, owner: users.username })
    .from(sources)
    .innerJoin(users, eq(users.id, sources.ownerId))
    .where(and(isNull(sources.deletedAt), behind))
    .orderBy(desc(sources.id))
    .limit(query.limit + 1)
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  const ids = shown.map((source) => source.id)
  const [counts, scans] = await Promise.all([countsOf(ctx, ids), lastScansOf(ctx, ids)])
  const items = shown.map((source) => ({
    ...source,
    createdAt: source.createdAt.toISOString(),
    ...(counts.get(source.id) ?? { photos: 0, missing: 0, failed: 0 }),
    scan: presentScan(scans.get(source.id)),
  }))
  return { items, next: last ? encodeIdCursor(last.id) : null }
}

async function countsOf(ctx: Context, ids: string[]): Promise<Map<string, Counts>> {
  if (ids.length === 0) return new Map()
  const { rows } = await ctx.db.execute<Record<keyof Counts | 'id', string>>(sql`
    select source.id, shown.photos, shown.missing, unread.failed
    from unnest(${sql.param(ids)}::uuid[]) as source (id),
      lateral (
        select count(*) filter (where status = 'ready' and missing_at is null) as photos, count(*) filter (where missing_at is not null) as missing
        from photos where source_id = source.id and deleted_at is null
      ) shown,
      lateral (select count(*) as failed from source_objects where source_id = source.id and state = 'failed') unread`)
  return new Map(
    rows.map(({ id, photos, missing, failed }) => [
      id,
      { photos: Number(photos), missing: Number(missing), failed: Number(failed) },
    ]),
  )
}

async function lastScansOf(ctx: Context, ids: string[]): Promise<Map<string, ScanRow>> {
  const rows = await ctx.db
    .selectDistinctOn([sourceScans.sourceId])
    .from(sourceScans)
    .where(inArray(sourceScans.sourceId, ids))
    .orderBy(sourceScans.sourceId, desc(sourceScans.id))
  return new Map(rows.map((scan) => [scan.sourceId, scan]))
}

function presentScan(scan: ScanRow | undefined): AdminSource['scan'] {
  if (!scan) return null
  const { status, resumeAt, listedAll, listed, added, changed, moved, missing, ready, failed, bytesRead, requests } =
    scan
  return {
    status,
    trouble: scan.reason !== null,
    resumeAt: resumeAt?.toISOString() ?? null,
    listedAll,
    listed,
    added,
    changed,
    moved,
    missing,
    ready,
    failed,
    bytesRead,
    requests,
    startedAt: scan.startedAt.toISOString(),
    finishedAt: scan.finishedAt?.toISOString() ?? null,
  }
}
