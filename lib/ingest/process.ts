import type { Context } from '../context/context'
import { type IngestTools, ingest, type Outcome } from './ingest'
import type { Locate } from './locate-photos'
import { OwnOriginal } from './own-original'

/**
 * Processes a photo whose original lies in our own store; the worker's job after an upload.
 * @throws only what is wrong with the database: the queue then runs the job again
 */
export async function processPhoto(
  ctx: Context,
  { photoId }: { photoId: string },
  tools: IngestTools & { locate: Locate },
): Promise<Outcome> {
  return ingest(ctx, new OwnOriginal(ctx, photoId, tools.locate), tools)
}
