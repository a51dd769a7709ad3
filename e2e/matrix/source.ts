import { sourceObjects, sources } from '@/db/schema/sources'
import { sealCredentials } from '@/lib/sources/ground/credentials'
import type { Instance } from './instance'
import { MARK } from './mark'

/** A source of the owner's at an address where nobody answers, with one object that failed. @returns its id */
export async function makeSource(instance: Instance, ownerId: string): Promise<string> {
  const { db } = instance
  const id = crypto.randomUUID()
  const keys = { accessKeyId: `${MARK}access`, secretAccessKey: `${MARK}secret` }
  await db.insert(sources).values({
    id,
    ownerId,
    name: `${MARK}source`,
    kind: 's3',
    endpoint: 'http://127.0.0.1:9',
    bucket: `${MARK}bucket`,
    prefix: `${MARK}prefix/`,
    credentials: sealCredentials(keys, id, instance.secret),
  })
  await db.insert(sourceObjects).values({
    sourceId: id,
    key: `${MARK}prefix/${MARK}folder/broken.jpg`,
    etag: 'e',
    bytes: 1,
    modifiedAt: new Date(),
    kind: 'photo',
    state: 'failed',
    failure: `${MARK}failure`,
  })
  return id
}
