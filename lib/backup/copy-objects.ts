import { compareKeys } from '../storage/compare-keys'
import { orNullIfMissing } from '../storage/missing'
import type { ObjectStore } from '../storage/object-store'
import { verifiedBody } from '../storage/verified-body'
import { type BackupObject, objectKey } from './contract'
import type { ObjectLines } from './object-lines'

interface Copying {
  store: ObjectStore
  target: ObjectStore
  /** What the target has already, in the byte order of keys. Keys are never written twice with other bytes, so key and length tell an object. */
  known: AsyncIterable<BackupObject>
  /** Whether what the store has no more stays on the list: it was there in the meantime. */
  keepsGone: boolean
  /** False: objects are listed and left where they are. */
  copies: boolean
}

/**
 * Brings the objects of a store to the place of a backup, those that are new there.
 * @returns how many were copied, and their bytes
 */
export async function copyObjects(
  { store, target, known, keepsGone, copies }: Copying,
  list: ObjectLines,
): Promise<{ copied: number; copiedBytes: number }> {
  const behind = known[Symbol.asyncIterator]()
  let next = await behind.next()
  const result = { copied: 0, copiedBytes: 0 }
  const passTo = async (key: string | null) => {
    for (; !next.done && (key === null || compareKeys(next.value.key, key) < 0); next = await behind.next()) {
      if (keepsGone) await list.add(next.value)
    }
  }
  for await (const { key, bytes } of store.list('')) {
    await passTo(key)
    const same = !next.done && next.value.key === key ? next.value : null
    if (same) next = await behind.next()
    if (same && same.bytes === bytes) {
      await list.add(same)
    } else if (!copies) {
      await list.add({ key, bytes, sha256: null })
    } else {
      const copy = await copyObject(store, target, key)
      if (copy) {
        await list.add(copy)
        result.copied += 1
        result.copiedBytes += copy.bytes
      }
    }
  }
  await passTo(null)
  return result
}

/** Null where the object has gone since it was listed. */
async function copyObject(store: ObjectStore, target: ObjectStore, key: string): Promise<BackupObject | null> {
  const found = await store.get(key).catch(orNullIfMissing)
  if (!found) return null
  const { bytes, contentType } = found
  const body = verifiedBody(found.body, { bytes })
  await target.put(objectKey(key), body, { bytes, contentType: contentType ?? 'application/octet-stream' })
  return { key, bytes, sha256: body.sha256 }
}
