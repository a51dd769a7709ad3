import { and, asc, eq, inArray } from 'drizzle-orm'
import { type SourceRow, sourceObjects, sourceScans } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import { eachAtOnce } from '../../each-at-once'
import type { Locate } from '../../ingest/locate-photos'
import type { SourceReader } from '../../storage/readers/reader'
import { SourceTrouble } from '../../storage/readers/trouble'
import { countInScan } from '../ground/scan-counts'
import { lockIdentities } from '../identity/lock-identities'
import { applySidecarsTo } from '../sidecars/apply-sidecars'
import { settleGone } from './settle-gone'

const BATCH = 200
const AT_ONCE = 8
const SHOWN = ['photo', 'raw', 'unknown', 'unsupported', 'sidecar']

/**
 * Asks the source for some of the keys that its listing did not have: a listing may lag or be cut, so only what is denied key by key is gone.
 * @returns false when no such key is left
 */
export async function confirmAbsent(
  ctx: Context,
  source: SourceRow,
  scanId: string,
  tools: { reader: SourceReader; locate: Locate },
): Promise<boolean> {
  const absent = await ctx.db
    .select({ key: sourceObjects.key, kind: sourceObjects.kind })
    .from(sourceObjects)
    .where(and(eq(sourceObjects.sourceId, source.id), eq(sourceObjects.absentScan, scanId)))
    .orderBy(asc(sourceObjects.key))
    .limit(BATCH)
  if (absent.length === 0) return false
  const { reader } = tools
  const before = reader.requests
  const gone: string[] = []
  const there: string[] = []
  await eachAtOnce(absent, AT_ONCE, async ({ key, kind }) => {
    // What lies outside of a prefix that was changed belongs to this source no more.
    const outside = !key.startsWith(source.prefix)
    const isGone = outside || !SHOWN.includes(kind) || (await isDenied(reader, key))
    ;(isGone ? gone : there).push(key)
  })
  await ctx.db.transaction(async (tx) => {
    await lockIdentities(tx, source.ownerId)
    // A person may have stopped it meanwhile.
    const [scan] = await tx
      .select({ status: sourceScans.status })
      .from(sourceScans)
      .where(eq(sourceScans.id, scanId))
      .for('share')
    if (scan?.status !== 'running') return
    if (there.length > 0) {
      await tx
        .update(sourceObjects)
        .set({ absentScan: null })
        .where(and(eq(sourceObjects.sourceId, source.id), inArray(sourceObjects.key, there)))
    }
    const { counts, sidecars } = await settleGone(tx, source, gone, tools.locate)
    for (const key of sidecars) await applySidecarsTo(tx, source, key, tools.locate)
    await countInScan(tx, scanId, { ...counts, requests: reader.requests - before })
  })
  return true
}

async function isDenied(reader: SourceReader, key: string): Promise<boolean> {
  try {
    return (await reader.head(key)) === null
  } catch (error) {
    // Not allowed to look is not gone.
    if (error instanceof SourceTrouble && error.kind === 'refused') return false
    throw error
  }
}
