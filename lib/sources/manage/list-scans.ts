import { and, desc, eq, lt } from 'drizzle-orm'
import { sourceScans } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import { decodeIdCursor, encodeIdCursor } from '../../cursors/id-cursor'
import { findOwnSource } from '../ground/find-source'
import { presentScan } from '../ground/present-scan'
import type { ScanPage } from '../ground/scan-contract'
import { pendingOf } from './present-source'

interface ListScans {
  sourceId: string
  limit: number
  cursor?: string | undefined
}

/** The scans of an own source, latest first. @throws AppError unauthenticated, not_found, invalid for a cursor that is none */
export async function listScans(ctx: Context, input: ListScans): Promise<ScanPage> {
  const source = await findOwnSource(ctx, input.sourceId)
  const after = input.cursor === undefined ? undefined : lt(sourceScans.id, decodeIdCursor(input.cursor))
  const rows = await ctx.db
    .select()
    .from(sourceScans)
    .where(and(eq(sourceScans.sourceId, source.id), after))
    .orderBy(desc(sourceScans.id))
    .limit(input.limit + 1)
  const shown = rows.slice(0, input.limit)
  const last = rows.length > input.limit ? shown.at(-1) : undefined
  const items = await Promise.all(shown.map(async (scan) => presentScan(scan, await pendingOf(ctx, scan))))
  return { items, next: last ? encodeIdCursor(last.id) : null }
}
