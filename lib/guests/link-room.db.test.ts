import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { guestPhotos } from '@/db/schema/shares'
import { users } from '@/db/schema/users'
import { refusal } from '../photos/testing/refusal'
import { accepted, fileOf } from '../photos/testing/upload'
import { inLastingWorld, inWorld, jpegBytes } from '../photos/testing/world'
import { updateLink } from '../shares/own-links'
import { LINK_SECRET, ORIGIN } from '../shares/testing/visitor'
import { completeUpload } from '../uploads/complete-upload'
import { requestUpload } from '../uploads/request-upload'
import { discardGuestUpload } from './guest-uploads'
import { announce, known, opened } from './testing/guest'

beforeAll(() => {
  process.env.AUTH_SECRET = LINK_SECRET
})

describe('room', () => {
  const codes = (uploads: Awaited<ReturnType<typeof announce>>) =>
    uploads.map((ticket) => ('problem' in ticket ? ticket.problem.code : 'taken'))

  test('is the link’s and the owner’s, for many at once, and says nothing of either', async () => {
    await inLastingWorld(async ({ db, anna, as }) => {
      const { link, visitor } = await opened(as(anna), [], { maxGuestFiles: 5, maxGuestBytes: 50_000 })
      const guests = await Promise.all(['A', 'B', 'C', 'D'].map((name) => known(visitor, name)))
      const three = () => [jpegBytes(1_000), jpegBytes(1_000), jpegBytes(1_000)]
      const all = await Promise.all(guests.map((guest) => announce(visitor, guest, three())))
      expect(all.flatMap(codes).filter((code) => code === 'taken')).toHaveLength(5)
      const refused = all.flat().flatMap((ticket) => ('problem' in ticket ? [ticket.problem] : []))
      expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['too_large']))
      expect(refused.map(({ detail }) => detail).join()).not.toMatch(/\d/)
      // Given up by one guest, it is there for the next.
      const holder = all.findIndex((some) => codes(some).includes('taken'))
      const own = all[holder]?.find((ticket) => !('problem' in ticket))
      await discardGuestUpload(visitor, guests[holder]?.cookies ?? null, accepted(own).photoId)
      expect(codes(await announce(visitor, guests[3] as never, three()))).toEqual(['taken', 'too_large', 'too_large'])
      // The owner's own quota: 5 of 1,000 bytes are reserved.
      await updateLink(as(anna), { linkId: link.id }, { maxGuestFiles: 100 }, ORIGIN)
      await db.update(users).set({ quotaBytes: 7_500 }).where(eq(users.id, anna.id))
      const more = await Promise.all(guests.map((one) => announce(visitor, one, three())))
      expect(more.flatMap(codes).filter((code) => code === 'taken')).toHaveLength(2)
      await db.update(users).set({ quotaBytes: null }).where(eq(users.id, anna.id))
      const large = await announce(visitor, guests[0] as never, [jpegBytes(60_000), jpegBytes(1_000)])
      expect(codes(large)).toEqual(['too_large', 'taken'])
    })
  })

  test(
    'of the owner’s unfinished uploads is not taken by guests',
    inWorld(async ({ db, anna, as }) => {
      const { album, visitor } = await opened(as(anna), [])
      const oma = await known(visitor, 'Oma')
      await announce(visitor, oma, [jpegBytes()])
      const data = jpegBytes()
      const { uploads } = await requestUpload(as(anna), {
        visibility: 'private',
        album: album.id,
        files: [fileOf(data)],
      })
      expect(accepted(uploads[0]).method).toBe('PUT')
      expect(await refusal(completeUpload(as(anna), { photoIds: [accepted(uploads[0]).photoId] }))).toBe('conflict')
      expect(await db.select().from(guestPhotos)).toHaveLength(1)
    }),
  )
})
