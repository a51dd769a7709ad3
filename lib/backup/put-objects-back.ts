import path from 'node:path'
import { orNullIfMissing } from '../storage/missing'
import type { ObjectStore } from '../storage/object-store'
import { verifiedBody } from '../storage/verified-body'
import { type BackupObject, type Manifest, objectKey } from './contract'
import { readObjectLines } from './object-lines'
import { readPart } from './read-part'

interface Putting {
  from: ObjectStore
  store: ObjectStore
  list: Manifest['objects']
  /** For drafts. */
  folder: string
}

export interface PutBack {
  put: number
  /** Of the right length in the store already. */
  there: number
  /** Neither in the store nor in the backup. */
  missing: number
}

/**
 * Brings the objects of a backup to a store, those that are not there.
 * @throws AppError unprocessable where an object of the backup is damaged: nothing of it is left in the store
 */
export async function putObjectsBack({ from, store, list, folder }: Putting): Promise<PutBack> {
  const done: PutBack = { put: 0, there: 0, missing: 0 }
  for await (const object of readObjectLines(await readPart(from, list, path.join(folder, 'objects')))) {
    done[await putBack(from, store, object)] += 1
  }
  return done
}

async function putBack(from: ObjectStore, store: ObjectStore, object: BackupObject): Promise<keyof PutBack> {
  const { key, bytes, sha256 } = object
  const there = await store.head(key).catch(orNullIfMissing)
  if (there?.bytes === bytes) return 'there'
  const kept = await from.get(objectKey(key)).catch(orNullIfMissing)
  if (!kept) return 'missing'
  const body = verifiedBody(kept.body, { bytes, sha256 })
  await store.put(key, body, { bytes, contentType: kept.contentType ?? 'application/octet-stream' })
  return 'put'
}
