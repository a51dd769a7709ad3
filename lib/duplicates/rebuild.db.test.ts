import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { photos } from '@/db/schema/photos'
import { makePhoto } from '@/db/testing/factories'
import { renditionKey } from '../photos/keys'
import { decodedOf, inWorld } from '../photos/testing/world'
import { describePhotos } from '../similar/describe-photos'
import { rebuildSimilar } from './rebuild'
import { settle } from './testing/group-at'
import { groupsOf, printAt } from './testing/prints'

test(
  'what lacks a fingerprint gets it and its group by a rebuild; what has both stays',
  inWorld(async ({ db, store, anna, system, jobs }) => {
    const print = printAt(3)
    const lacking = [{ hash: null, detail: null }, { detail: null }]
    const ids = [(await makePhoto(db, anna.id, print)).id]
    for (const values of lacking) ids.push((await makePhoto(db, anna.id, { ...print, ...values })).id)
    for (const id of ids)
      await store.put(renditionKey(id, 1, 'thumb'), Buffer.from('x'), { bytes: 1, contentType: 'image/webp' })
    const signal = new AbortController().signal
    await rebuildSimilar(db, { signal })
    expect(await jobs('photos.describe', '{}')).toHaveLength(1)
    const asked: string[] = []
    const decode = async ({ ownerId }: { ownerId?: string | undefined }) => {
      asked.push(ownerId ?? '')
      return decodedOf(Buffer.from('x'), print)
    }
    await describePhotos(system, {}, { decoder: { decode }, signal })
    expect(asked).toEqual([anna.id, anna.id])
    const rows = await db
      .select({ hash: photos.hash, detail: photos.detail })
      .from(photos)
      .where(eq(photos.ownerId, anna.id))
    expect(rows).toEqual(ids.map(() => print))
    await settle(db, anna.id)
    expect((await groupsOf(db, anna.id)).map((group) => group.photos)).toEqual([[...ids].sort()])
  }),
)

test(
  'a flat photo is not described anew, unless that is asked for',
  inWorld(async ({ db, anna, jobs }) => {
    const { id } = await makePhoto(db, anna.id, { ...printAt(3), hash: null })
    const detailOf = async () =>
      (await db.select({ detail: photos.detail }).from(photos).where(eq(photos.id, id)))[0]?.detail
    const signal = new AbortController().signal
    await rebuildSimilar(db, { signal })
    expect(await detailOf()).toBe(printAt(3).detail)
    expect(await jobs('photos.describe', '{}')).toEqual([])
    await rebuildSimilar(db, { signal, flat: true })
    expect(await detailOf()).toBeNull()
    expect(await jobs('photos.describe', '{}')).toHaveLength(1)
  }),
)
