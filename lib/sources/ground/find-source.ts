import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type ScanRow, type SourceRow, sourceScans, sources } from '@/db/schema/sources'
import { type Actor, requireUser } from '../../context/actor'
import type { Context } from '../../context/context'
import { notFound } from '../../errors/app-error'

/**
 * An own source; the system may ask for any. Nobody else may know that it exists.
 * @throws AppError unauthenticated, not_found
 */
export async function findOwnSource(ctx: Context, id: string): Promise<SourceRow> {
  const [source] = await ctx.db.select().from(sources).where(own(ctx.actor, id))
  if (!source) throw notFound()
  return source
}

/** As `findOwnSource`, locked until the caller's transaction ends. @param tx a transaction */
export async function lockOwnSource(tx: Database, actor: Actor, id: string): Promise<SourceRow> {
  const [source] = await tx.select().from(sources).where(own(actor, id)).for('update')
  if (!source) throw notFound()
  return source
}

function own(actor: Actor, id: string) {
  const mine = actor.kind === 'system' ? undefined : eq(sources.ownerId, requireUser(actor).userId)
  return and(eq(sources.id, id), isNull(sources.deletedAt), mine)
}

/** The scan of a source that runs or is paused; undefined where there is none. */
export async function openScanOf(db: Database, sourceId: string): Promise<ScanRow | undefined> {
  const [scan] = await db
    .select()
    .from(sourceScans)
    .where(and(eq(sourceScans.sourceId, sourceId), inArray(sourceScans.status, ['running', 'paused'])))
  return scan
}

/** The latest scan of a source, whatever its state. */
export async function latestScanOf(db: Database, sourceId: string): Promise<ScanRow | undefined> {
  const [scan] = await db
    .select()
    .from(sourceScans)
    .where(eq(sourceScans.sourceId, sourceId))
    .orderBy(desc(sourceScans.id))
    .limit(1)
  return scan
}
