import { and, eq } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { visibleTo } from '../access/visible-photos'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'
import { enqueue } from '../jobs/enqueue'
import { describeError, logEvent } from '../log'
import type { StoredFile } from '../storage/stored-file'
import { RENDITIONS, type RenditionKind, renditionKey } from './keys'

/** However many want to see a photo whose pictures are lost, it is looked at once in this time. */
const LOOK_AGAIN_MS = 60_000
const MOST_NOTED = 10_000

interface ReadRendition {
  id: string
  kind: RenditionKind
  /** It did not come before: where browsers are sent to the store, which tells us nothing, we look there first. */
  again?: boolean
}

/** A rendition of a finished photo that the actor may see. One query. @throws AppError not_found */
export async function readRendition(ctx: Context, input: ReadRendition): Promise<StoredFile> {
  const [photo] = await ctx.db
    .select({ id: photos.id, revision: photos.revision })
    .from(photos)
    .where(and(eq(photos.id, input.id), eq(photos.status, 'ready'), visibleTo(ctx.actor)))
  if (!photo) throw notFound()
  const key = renditionKey(photo.id, photo.revision, input.kind)
  const contentType = RENDITIONS[input.kind].mediaType
  return {
    tag: `${photo.id}-${photo.revision}-${input.kind}`,
    contentType,
    bytes: null,
    measure: async () => (await ctx.store.head(key).catch(drawnAnew(ctx, photo.id))).bytes,
    open: () => ctx.store.get(key).catch(drawnAnew(ctx, photo.id)),
    ...(ctx.store.direct
      ? {
          address: async () => {
            if (input.again) await ctx.store.head(key).catch(drawnAnew(ctx, photo.id))
            return (await ctx.store.signGet(key, { contentType, contentDisposition: 'inline' })).url
          },
        }
      : {}),
  }
}

const asked = new Map<string, number>()

/** For `catch`: what a finished photo should have and the store does not is drawn anew, by the worker; whoever asked is told as before. */
function drawnAnew(ctx: Context, photoId: string): (error: unknown) => Promise<never> {
  return async (error) => {
    if (error instanceof AppError && error.code === 'not_found' && isDue(photoId)) {
      await enqueue(ctx.db, 'photo.redraw', { photoId }, { jobKey: `photo.redraw:${photoId}` }).catch(
        (cause: unknown) => logEvent('warn', 'rendition.redraw', { photoId, error: describeError(cause) }),
      )
    }
    throw error
  }
}

function isDue(photoId: string): boolean {
  const now = Date.now()
  if (now - (asked.get(photoId) ?? Number.NEGATIVE_INFINITY) < LOOK_AGAIN_MS) return false
  if (asked.size >= MOST_NOTED) asked.clear()
  asked.set(photoId, now)
  return true
}
