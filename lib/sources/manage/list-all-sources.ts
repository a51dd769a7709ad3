import { and, desc, eq, inArray, isNull, lt } from 'drizzle-orm'
import { type ScanRow, sourceScans, sources } from '@/db/schema/sources'
import { users } from '@/db/schema/users'
import { requireAdmin } from '../../context/actor'
import type { Context } from '../../context/context'
import { decodeIdCursor, encodeIdCursor } from '../../cursors/id-cursor'
import type { AdminSource, AdminSourcePage, AdminSourcesQuery } from '../ground/all-sources-contract'
import { presentCounters } from '../ground/present-scan'
import { countShown } from './count-shown'

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
  const [counts, scans] = await Promise.all([countShown(ctx.db, ids), lastScansOf(ctx, ids)])
  const items = shown.map((source) => ({
    ...source,
    createdAt: source.createdAt.toISOString(),
    ...counts(source.id),
    scan: presentScan(scans.get(source.id)),
  }))
  return { items, next: last ? encodeIdCursor(last.id) : null }
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
  const { id: _, ...told } = presentCounters(scan)
  return { ...told, trouble: scan.reason !== null }
}
