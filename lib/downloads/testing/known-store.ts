import { createHash, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Database } from '@/db/client'
import { makePhoto as makeRow } from '@/db/testing/factories'
import { AppError, notFound } from '../../errors/app-error'
import type { ObjectStore } from '../../storage/object-store'

/** The bytes of an object of the store below. */
export const bytesOf = (key: string) => createHash('sha512').update(key).digest()

/** A photo whose file is what was uploaded, unless another digest is given. */
export function makePhoto(db: Database, ownerId: string, values: Parameters<typeof makeRow>[2] = {}) {
  const objectKey = values?.objectKey ?? `originals/${randomUUID()}.jpg`
  const sha256 = createHash('sha256').update(bytesOf(objectKey)).digest('hex')
  return makeRow(db, ownerId, { sha256, ...values, objectKey })
}

/** Keys that were asked for. */
export const asked: string[] = []
let storeIsDown = false

/** Has the whole store answer again, or not. */
export function setStoreDown(down: boolean): void {
  storeIsDown = down
}

/**
 * A store whose objects are a function of their key; keys with `gone` are missing, with `away` cannot be reached, with `late` not at first,
 * with `cut` and `short` break off.
 */
export const store = {
  direct: false,
  check: async () => {
    if (storeIsDown) throw new AppError('unavailable', 'away')
  },
  get: async (key: string) => {
    asked.push(key)
    if (key.includes('gone')) throw notFound()
    const first = asked.filter((one) => one === key).length === 1
    if (key.includes('away') || (key.includes('late') && first)) throw new AppError('unavailable', 'The store is away.')
    return { body: bodyOf(key), bytes: 64, etag: 'e', modifiedAt: new Date(), contentType: null }
  },
} as unknown as ObjectStore

function bodyOf(key: string): Readable {
  const bytes = bytesOf(key)
  if (!key.includes('cut') && !key.includes('short')) return Readable.from([bytes])
  const error = key.includes('cut')
    ? Object.assign(new Error('cut'), { code: 'ECONNRESET' })
    : new AppError('unavailable', 'The store broke off.')
  return Readable.from(
    (async function* () {
      yield bytes.subarray(0, 10)
      throw error
    })(),
  )
}
