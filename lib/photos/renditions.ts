import type { PhotoRow } from '@/db/schema/photos'
import type { DecodedPhoto } from '../imaging/decoded/decoded-photo'
import type { ObjectStore } from '../storage/object-store'
import { renditionKey } from './keys'

type Revision = Pick<PhotoRow, 'id' | 'revision'>

/** Puts what was drawn of a photo where a second run over the same revision puts it again. */
export async function putRenditions(
  store: ObjectStore,
  { id, revision }: Revision,
  { thumb, preview }: Pick<DecodedPhoto, 'thumb' | 'preview'>,
): Promise<void> {
  const put = (kind: 'thumb' | 'preview', data: Buffer, contentType: string) =>
    store.put(renditionKey(id, revision, kind), data, { bytes: data.length, contentType })
  await Promise.all([put('thumb', thumb.data, 'image/webp'), put('preview', preview.data, 'image/jpeg')])
}

/** Takes away what was drawn of one revision; what is not there is no mistake. */
export async function deleteRenditions(store: ObjectStore, { id, revision }: Revision): Promise<void> {
  for (const kind of ['thumb', 'preview'] as const) await store.delete(renditionKey(id, revision, kind))
}
