import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { sources } from '@/db/schema/sources'
import { ofActiveOwner } from '../../access/owners'
import type { Context } from '../../context/context'
import { latestScanOf } from '../ground/find-source'
import { countPending, wakeLanes, wakeScan } from '../ground/scan-jobs'
import { forgetDeleted } from '../objects/forget-deleted'
import { forgetOverdue } from '../objects/forget-missing'
import { startScan } from './start-scan'

/**
 * Run by the worker every minute: starts the scans that are due, has those go on whose job was lost or whose pause is over, and forgets what
 * was disconnected, or has been missing for longer than its owner wants to keep it.
 */
export async function tendSources(ctx: Context, signal?: AbortSignal): Promise<void> {
  await forgetDeleted(ctx, signal)
  const all = await ctx.db
    .select({ source: sources })
    .from(sources)
    // Whoever is shut out sees no scan: none is made for them.
    .where(and(isNull(sources.deletedAt), ofActiveOwner(sources.ownerId)))
  for (const { source } of all) {
    const scan = await latestScanOf(ctx.db, source.id)
    const now = Date.now()
    if (scan?.status === 'running') {
      await wakeScan(ctx.db, source.id)
    } else if (scan?.status === 'paused') {
      if (scan.resumeAt !== null && scan.resumeAt.getTime() <= now) await wakeScan(ctx.db, source.id)
    } else {
      if ((await countPending(ctx.db, source.id, 1)) > 0) await wakeLanes(ctx.db, source)
      const due =
        scan && source.rescanMinutes !== null && scan.startedAt.getTime() + source.rescanMinutes * 60_000 <= now
      if (due) await startScan(ctx, { sourceId: source.id })
    }
    if (source.forgetAfterDays !== null && (await hasMissing(ctx, source.id))) await forgetOverdue(ctx, source)
  }
}

async function hasMissing(ctx: Context, sourceId: string): Promise<boolean> {
  const some = await ctx.db
    .select({ one: sql`1` })
    .from(photos)
    .where(and(eq(photos.sourceId, sourceId), isNotNull(photos.missingAt)))
    .limit(1)
  return some.length > 0
}
