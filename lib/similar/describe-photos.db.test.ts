import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { photoBands, photos } from '@/db/schema/photos'
import { makePhoto } from '@/db/testing/factories'
import { DecodeFailure } from '../imaging/decoded/decode-failure'
import type { DecodeInput } from '../imaging/decoder/decoder-pool'
import { renditionKey } from '../photos/keys'
import { decodedOf, inWorld, type World } from '../photos/testing/world'
import { describePhotos } from './describe-photos'

const HASH = '01'.repeat(64)
const WHOLE = new AbortController().signal

function toolsOf(refuse?: string) {
  const asked: string[] = []
  const decode = async ({ body }: DecodeInput) => {
    let text = ''
    for await (const chunk of body) text += chunk
    asked.push(text)
    if (text === refuse) throw new DecodeFailure('broken', { retry: false })
    return decodedOf(Buffer.from(text), { hash: text === 'flat' ? null : HASH, detail: '10'.repeat(256) })
  }
  return { decoder: { decode }, asked }
}

const OTHER_HASH = '10'.repeat(64)

async function finished({ db, store, anna }: World, thumb: string | null, hash: string | null = HASH) {
  const { id } = await makePhoto(db, anna.id, { hash })
  if (thumb !== null)
    await store.put(renditionKey(id, 1, 'thumb'), Buffer.from(thumb), {
      bytes: thumb.length,
      contentType: 'image/webp',
    })
  return id
}

async function detailOf({ db }: World, id: string) {
  const [row] = await db.select({ detail: photos.detail, hash: photos.hash }).from(photos).where(eq(photos.id, id))
  const bands = await db.select().from(photoBands).where(eq(photoBands.photoId, id))
  return { ...row, bands: bands.length }
}

test(
  'photos of before are described from their small rendition, once; a hash that is there stays, flat ones have none',
  inWorld(async (world) => {
    const usual = await finished(world, 'usual', OTHER_HASH)
    const without = await finished(world, 'without', null)
    const flat = await finished(world, 'flat', null)
    const tools = toolsOf()
    await describePhotos(world.system, {}, { ...tools, signal: WHOLE })
    expect(tools.asked.sort()).toEqual(['flat', 'usual', 'without'])
    expect(await detailOf(world, usual)).toEqual({ hash: OTHER_HASH, detail: '10'.repeat(256), bands: 6 })
    expect(await detailOf(world, without)).toEqual({ hash: HASH, detail: '10'.repeat(256), bands: 6 })
    expect(await detailOf(world, flat)).toEqual({ hash: null, detail: '10'.repeat(256), bands: 0 })
    await describePhotos(world.system, {}, { ...tools, signal: WHOLE })
    expect(tools.asked).toHaveLength(3)
    expect(world.store.calls.filter((call) => call.startsWith('get'))).toHaveLength(3)
  }),
)

test(
  'one that cannot be read keeps nobody waiting, one whose rendition is lost is drawn anew',
  inWorld(async (world) => {
    const [broken, lost, good] = [
      await finished(world, 'broken'),
      await finished(world, null),
      await finished(world, 'good'),
    ]
    await describePhotos(world.system, {}, { ...toolsOf('broken'), signal: WHOLE })
    expect(await detailOf(world, broken)).toMatchObject({ detail: null, bands: 0 })
    expect(await detailOf(world, good)).toMatchObject({ bands: 6 })
    expect(await world.jobs('photo.redraw', lost)).toHaveLength(1)
  }),
)

test(
  'broken off, it goes on behind the last one in a job of its own',
  inWorld(async (world) => {
    const id = await finished(world, 'one')
    const after = '00000000-0000-7000-8000-000000000000'
    await describePhotos(world.system, { after }, { ...toolsOf(), signal: AbortSignal.abort() })
    expect(await detailOf(world, id)).toMatchObject({ detail: null })
    expect(await world.jobs('photos.describe', after)).toMatchObject([{ payload: { after }, key: 'photos.describe' }])
  }),
)
