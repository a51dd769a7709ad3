import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import { makePhoto } from '@/db/testing/factories'
import { AppError } from '../errors/app-error'
import { readOriginal } from '../originals/read-original'
import { getPhoto } from './get-photo'
import { renditionKey } from './keys'
import { readRendition } from './read-rendition'
import { ACTORS, contexts } from './testing/access'
import { refusal } from './testing/refusal'
import { inWorld, type World } from './testing/world'

type State = 'private' | 'public' | 'processing' | 'failed' | 'trash' | 'disabled owner' | 'unknown'

async function photoIn({ db, anna }: World, state: State): Promise<string> {
  if (state === 'unknown') return '00000000-0000-7000-8000-000000000000'
  const visibility = state === 'private' ? 'private' : 'public'
  const status = state === 'processing' || state === 'failed' ? state : 'ready'
  const deletedAt = state === 'trash' ? new Date() : null
  if (state === 'disabled owner') await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, anna.id))
  return (await makePhoto(db, anna.id, { visibility, status, deletedAt })).id
}

const NO = 'not_found'
const CASES: [State, (string | null)[], (string | null)[]][] = [
  // state, who may read its JSON, who may read its renditions: anonymous, owner, other, admin
  ['private', [NO, null, NO, NO], [NO, null, NO, NO]],
  ['public', [null, null, null, null], [null, null, null, null]],
  ['processing', [NO, null, NO, NO], [NO, NO, NO, NO]],
  ['failed', [NO, null, NO, NO], [NO, NO, NO, NO]],
  ['trash', [NO, null, NO, NO], [NO, null, NO, NO]],
  ['disabled owner', [NO, null, NO, NO], [NO, null, NO, NO]],
  ['unknown', [NO, NO, NO, NO], [NO, NO, NO, NO]],
]

test.each(CASES)('%s: who may read it', (state, json, renditions) =>
  inWorld(async (world) => {
    const id = await photoIn(world, state)
    const who = contexts(world)
    const read = async (act: (ctx: (typeof who)['owner']) => Promise<unknown>) => {
      const found = []
      for (const name of ACTORS) found.push(await refusal(act(who[name])))
      return found
    }
    expect(await read((ctx) => getPhoto(ctx, { id }))).toEqual(json)
    expect(await read((ctx) => readRendition(ctx, { id, kind: 'thumb' }))).toEqual(renditions)
    const original = await read((ctx) => readOriginal(ctx, { id }))
    expect(original).toEqual([NO, state === 'unknown' ? NO : null, NO, NO])
  })(),
)

const SECRETS = [
  'SECRETNAME',
  'LEAKMARK',
  '52.5163',
  '13.3777',
  'Berlin',
  'SHAMARK',
  'HASHMARK',
  'originals/',
  '0101010101',
]

test(
  'others get no name, no place, no tags of the file, no hashes',
  inWorld(async (world) => {
    const { db, anna } = world
    const { id } = await makePhoto(db, anna.id, {
      visibility: 'public',
      filename: 'SECRETNAME.jpg',
      sha256: 'SHAMARK'.padEnd(64, '0'),
      hash: '01'.repeat(64),
      exif: { SerialNumber: 'LEAKMARK' },
      fileFields: null,
    })
    const { owner, ...others } = contexts(world)
    for (const ctx of Object.values(others)) {
      const text = JSON.stringify(await getPhoto(ctx, { id }))
      for (const secret of SECRETS) expect(text).not.toContain(secret)
      const file = await readRendition(ctx, { id, kind: 'preview' })
      expect(JSON.stringify(file)).not.toContain('SECRETNAME')
    }
    expect(await getPhoto(owner, { id })).toMatchObject({
      filename: 'SECRETNAME.jpg',
      exif: { SerialNumber: 'LEAKMARK' },
    })
  }),
)

test(
  'where the owner allows it, others see the place, and nothing more',
  inWorld(async (world) => {
    const { db, anna, anonymous } = world
    await db.update(users).set({ showLocation: true }).where(eq(users.id, anna.id))
    const { id } = await makePhoto(db, anna.id, { visibility: 'public' })
    const photo = await getPhoto(anonymous, { id })
    expect(photo.place?.town).toBe('Berlin')
    expect(photo.exif).toBeUndefined()
  }),
)

test(
  'an original of somebody else is a stripped copy under a neutral name, if the owner allows it',
  inWorld(async (world) => {
    const { db, anna, anonymous, as } = world
    await db.update(users).set({ allowOriginals: true }).where(eq(users.id, anna.id))
    const shown = await makePhoto(db, anna.id, { visibility: 'public', filename: 'SECRETNAME.jpg' })
    const hidden = await makePhoto(db, anna.id)
    const body = {} as Awaited<ReturnType<typeof readOriginal>> as never
    const strip = async () => ({ mediaType: 'image/png' as const, bytes: 5, body })
    const file = await readOriginal(anonymous, { id: shown.id }, strip)
    expect(JSON.stringify(file)).not.toMatch(/SECRETNAME|originals/)
    expect(file).toMatchObject({ bytes: null, contentType: 'image/jpeg' })
    const opened = await file.open()
    expect(opened).toMatchObject({ bytes: 5, made: { contentType: 'image/png' } })
    expect(opened.made?.disposition).toMatch(/photo-[0-9a-f]{8}\.png/)
    expect(file.tag).not.toContain(shown.sha256)
    expect(await refusal(readOriginal(anonymous, { id: hidden.id }, strip))).toBe('not_found')
    const raw = await makePhoto(db, anna.id, { visibility: 'public', mediaType: 'image/nef' })
    expect(await refusal(readOriginal(anonymous, { id: raw.id }, strip))).toBe('not_found')
    const allowed = async (id: string) => (await getPhoto(anonymous, { id })).permissions.downloadOriginal
    expect([await allowed(shown.id), await allowed(raw.id)]).toEqual([true, false])
    const own = await readOriginal(as(anna), { id: shown.id }, strip)
    expect(own).toMatchObject({ tag: shown.sha256, bytes: shown.bytes })
    expect(own.disposition).toContain('SECRETNAME.jpg')
  }),
)

test(
  'a rendition is what lies under its key, and its tag changes with the revision',
  inWorld(async (world) => {
    const { db, anna, anonymous, store } = world
    const { id } = await makePhoto(db, anna.id, { visibility: 'public' })
    store.plant(renditionKey(id, 1, 'thumb'), Buffer.from('one'))
    const first = await readRendition(anonymous, { id, kind: 'thumb' })
    expect((await first.open()).bytes).toBe(3)
    expect(await first.measure?.()).toBe(3)
    expect(first.address).toBeUndefined()
    await db.update(photos).set({ revision: 2 }).where(eq(photos.id, id))
    const second = await readRendition(anonymous, { id, kind: 'thumb' })
    expect(second.tag).not.toBe(first.tag)
    await expect(second.open()).rejects.toBeInstanceOf(AppError)
  }),
)

test(
  'in direct mode there is an address at the store',
  inWorld(async ({ db, anna, as, store }) => {
    store.direct = true
    const { id } = await makePhoto(db, anna.id)
    const file = await readRendition(as(anna), { id, kind: 'thumb' })
    expect(await file.address?.()).toBe(`https://store.example.org/${renditionKey(id, 1, 'thumb')}`)
  }),
)
