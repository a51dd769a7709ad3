import type { SourceObjectRow, SourceRow } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import { type IngestTools, ingest } from '../../ingest/ingest'
import { ObjectOrigin, type OriginTools } from './object-origin'

export type ReadTools = IngestTools & OriginTools

/**
 * Reads one object: one request gives everything. `refused`: the source gives others, perhaps, but not this one.
 * @throws SourceTrouble when the source cannot be read just now; what is wrong with the database or with our own store
 */
export async function readObject(
  ctx: Context,
  input: { source: SourceRow; object: SourceObjectRow },
  tools: ReadTools,
): Promise<'settled' | 'refused'> {
  const origin = new ObjectOrigin(ctx, input, tools)
  await ingest(ctx, origin, tools)
  return origin.isRefused ? 'refused' : 'settled'
}
