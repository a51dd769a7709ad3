// An offset that was worked out from the satellite's time tells where a photo was taken: it is shown with the place alone.
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'

import { users } from '@/db/schema/users'
import { makePhoto } from '@/db/testing/factories'
import { filterOf } from '../search/language/filter'
import { listPhotos } from '../search/query/page'
import { createLink } from '../shares/make-link'
import { inside, LINK_SECRET, ORIGIN } from '../shares/testing/visitor'
import { getPhoto } from './get-photo'
import { inWorld } from './testing/world'

beforeAll(() => {
  process.env.AUTH_SECRET = LINK_SECRET
})

const LOCAL = '2024-05-05T14:00:00'
const gps = { GPSTimeStamp: [5, 0, 0], GPSDateStamp: '2024:05:05' }
const zone = (offset: number) => ({ takenLocal: LOCAL, takenOffset: offset, visibility: 'public' as const })
const said = (text: string) => ({ gps, exif: { OffsetTimeOriginal: text } })
const fields = (takenOffset: number) => ({ takenOffset }) as never

const CASES: [string, Parameters<typeof makePhoto>[2], string][] = [
  ['from the satellite', { ...zone(540), exif: { gps } }, LOCAL],
  ['from the satellite, UTC', { ...zone(0), exif: { gps } }, LOCAL],
  ['named by the file', { ...zone(540), exif: said('+09:00') }, `${LOCAL}+09:00`],
  ['named without a colon', { ...zone(-210), exif: said('-0330 ') }, `${LOCAL}-03:30`],
  ['named as none', { ...zone(540), exif: said('   :  ') }, LOCAL],
  ['without a satellite', { ...zone(120), exif: { exif: {} } }, `${LOCAL}+02:00`],
  ['of a file with too many tags', { ...zone(540), exif: { truncated: true } }, LOCAL],
  ['set by a person', { ...zone(60), exif: { gps }, edited: ['takenAt'], fileFields: fields(540) }, `${LOCAL}+01:00`],
  ['moved in time', { ...zone(540), exif: { gps }, edited: ['takenAt'], fileFields: fields(540) }, LOCAL],
]

describe('the offset of a photo’s time', () => {
  it.each(CASES)('%s: as others see it', (_, photo, seen) =>
    inWorld(async (world) => {
      const { db, anna, ben, as, anonymous } = world
      const { id } = await makePhoto(db, anna.id, photo)
      const mine = (await getPhoto(as(anna), { id })).takenAt
      expect(mine).toMatch(/[+-]\d\d:\d\d$|Z$/)
      const open = async (showLocation: boolean) =>
        inside(as(anna), await createLink(as(anna), { select: { ids: [id] }, showLocation }, ORIGIN))
      for (const ctx of [as(ben), anonymous, await open(false)]) {
        expect((await getPhoto(ctx, { id })).takenAt).toBe(seen)
        const { items } = await listPhotos(ctx, { filter: filterOf({}) })
        expect(items.find((item) => item.id === id)?.takenAt).toBe(seen)
      }
      expect((await getPhoto(await open(true), { id })).takenAt).toBe(mine)
      await db.update(users).set({ showLocation: true }).where(eq(users.id, anna.id))
      for (const ctx of [as(ben), anonymous]) expect((await getPhoto(ctx, { id })).takenAt).toBe(mine)
      expect((await getPhoto(await open(false), { id })).takenAt).toBe(seen)
    })(),
  )

  it('is not found out by asking for a moment', () =>
    inWorld(async ({ db, anna, ben, as }) => {
      const { id } = await makePhoto(db, anna.id, { ...zone(540), exif: { gps } })
      const other = await makePhoto(db, anna.id, { ...zone(0), exif: { gps } })

      const found = async (user: typeof anna, after: string) =>
        (await listPhotos(as(user), { filter: filterOf({ after, owner: anna.username }) })).items.map((item) => item.id)
      expect(await found(anna, '2024-05-05T12:00:00Z')).toEqual([other.id])
      for (const after of ['2024-05-05T04:00:00Z', '2024-05-05T12:00:00Z', '2024-05-05T14:00:01Z']) {
        const seen = await found(ben, after)
        expect(seen.includes(id)).toBe(seen.includes(other.id))
      }
    })())
})
