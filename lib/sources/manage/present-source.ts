import { and, eq, isNull, sql } from 'drizzle-orm'
import { type ScanRow, type SourceRow, sourceObjects } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import type { Source } from '../ground/contract'
import { latestScanOf } from '../ground/find-source'
import { presentScan } from '../ground/present-scan'
import { countPending } from '../ground/scan-jobs'
import { countShown } from './count-shown'

/** Beyond this many the exact number of what waits tells nobody more. */
export const MOST_PENDING = 100_000

/**
 * A source as its owner sees it. Access keys are never part of it.
 * @param source must have come through `findOwnSource`
 */
export async function presentSource(ctx: Context, source: SourceRow): Promise<Source> {
  const [counts, scan] = await Promise.all([countObjects(ctx, source.id), latestScanOf(ctx.db, source.id)])
  return {
    id: source.id,
    name: source.name,
    kind: source.kind,
    endpoint: source.endpoint,
    publicEndpoint: source.publicEndpoint,
    region: source.region,
    bucket: source.bucket,
    prefix: source.prefix,
    pathStyle: source.pathStyle,
    hasKeys: source.credentials !== null,
    path: source.path,
    visibility: source.visibility,
    concurrency: source.concurrency,
    bytesPerSecond: source.bytesPerSecond,
    rescanMinutes: source.rescanMinutes,
    forgetAfterDays: source.forgetAfterDays,
    counts,
    scan: scan ? presentScan(scan, await pendingOf(ctx, scan)) : null,
    nextScanAt: nextScanAt(source, scan),
    createdAt: source.createdAt.toISOString(),
    updatedAt: source.updatedAt.toISOString(),
  }
}

/** How much of what an open scan found waits; a closed one has nothing. */
export async function pendingOf(ctx: Context, scan: ScanRow): Promise<number> {
  const open = scan.status === 'running' || scan.status === 'paused'
  return open ? countPending(ctx.db, scan.sourceId, MOST_PENDING) : 0
}

async function countObjects(ctx: Context, sourceId: string): Promise<Source['counts']> {
  const unshown = sql`${sourceObjects.kind} not in ('photo', 'sidecar', 'ignored')`
  const [shown, notShown] = await Promise.all([
    countShown(ctx.db, [sourceId]),
    ctx.db.$count(
      sourceObjects,
      and(
        eq(sourceObjects.sourceId, sourceId),
        unshown,
        eq(sourceObjects.state, 'done'),
        isNull(sourceObjects.photoId),
      ),
    ),
  ])
  return { ...shown(sourceId), notShown }
}

/** Counted from the start of the last one, as `tendSources` does. */
function nextScanAt({ rescanMinutes }: SourceRow, scan: ScanRow | undefined): string | null {
  if (rescanMinutes === null || !scan?.finishedAt) return null
  return new Date(scan.startedAt.getTime() + rescanMinutes * 60_000).toISOString()
}
