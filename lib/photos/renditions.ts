import type { PhotoRow } from '@/db/schema/photos'
import type { DecodedPhoto } from '../imaging/decoded/decoded-photo'
import type { ObjectStore } from '../storage/object-store'
import { RENDITION_KINDS, RENDITIONS, type RenditionKind, renditionKey, renditionKeys } from './keys'

/** A photo with one of its contents: the renditions of another content have other keys. */
export type Revision = Pick<PhotoRow, 'id' | 'revision'>

/** Puts what was drawn of a photo where a second run over the same revision puts it again. */
export async function putRenditions(
  store: ObjectStore,
  { id, revision }: Revision,
  decoded: Pick<DecodedPhoto, RenditionKind>,
): Promise<void> {
  const put = (kind: RenditionKind) => {
    const { data } = decoded[kind]
    const options = { bytes: data.length, contentType: RENDITIONS[kind].mediaType }
    return store.put(renditionKey(id, revision, kind), data, options)
  }
  await Promise.all(RENDITION_KINDS.map(put))
}

/** Takes away what was drawn of one revision; what is not there is no mistake. */
export async function deleteRenditions(store: ObjectStore, photo: Revision): Promise<void> {
  for (const key of renditionKeys(photo)) await store.delete(key)
}
