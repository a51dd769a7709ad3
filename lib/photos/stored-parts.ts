// What of a photo lies in our own store, as the store itself says.
import type { PhotoRow } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import type { ObjectHead } from '../storage/object-store'
import { renditionKeys } from './keys'

/** Whether a photo's original lies in our store as it was written. @throws AppError unavailable */
export async function isOriginalKept(
  ctx: Context,
  photo: Pick<PhotoRow, 'objectKey' | 'bytes' | 'etag'>,
): Promise<boolean> {
  const head = await headOf(ctx, photo.objectKey)
  return head !== null && head.bytes === photo.bytes && (photo.etag === null || head.etag === photo.etag)
}

/** Whether all that is shown of a finished photo lies in our store. @throws AppError unavailable */
export async function isDrawn(ctx: Context, photo: Pick<PhotoRow, 'id' | 'revision'>): Promise<boolean> {
  for (const key of renditionKeys(photo)) if ((await headOf(ctx, key)) === null) return false
  return true
}

async function headOf(ctx: Context, key: string): Promise<ObjectHead | null> {
  try {
    return await ctx.store.head(key)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
