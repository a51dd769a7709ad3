import { randomBytes } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { openDatabase } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import { testPool } from '@/db/testing/database'
import { getStorage } from '../accounts/get-storage'
import { makePerson } from '../auth/testing/person'
import { discardUpload } from './discard-upload'
import { expireUploads } from './expire-uploads'
import { requestUpload } from './request-upload'

const EACH = 1_000

/** A store without anything in it. */
const EMPTY = { direct: false, list: async function* () {} }

it('many announcements at once never take more than there is, to the byte, and what is given up or swept comes back', async () => {
  const db = openDatabase(testPool())
  const quotaBytes = 10 * EACH + 500
  const [one, other] = [await makePerson(db, { quotaBytes }), await makePerson(db)]
  const ctx = { ...one.ctx, store: EMPTY as never }
  const ask = (files: number, bytes = EACH) =>
    requestUpload(ctx, {
      visibility: 'private',
      files: Array.from({ length: files }, (_, n) => ({
        name: `IMG_${n}.jpg`,
        bytes,
        mediaType: 'image/jpeg',
        sha256: randomBytes(32).toString('hex'),
      })),
    })
  try {
    const answers = (await Promise.all(Array.from({ length: 12 }, () => ask(3)))).flatMap(({ uploads }) => uploads)
    const taken = answers.flatMap((ticket) => ('problem' in ticket ? [] : [ticket.photoId]))
    expect(taken).toHaveLength(10)
    expect(await getStorage(ctx)).toEqual({ usedBytes: 10 * EACH, quotaBytes, leftBytes: 500 })
    const [refused] = answers.flatMap((ticket) => ('problem' in ticket ? [ticket.problem] : []))
    expect(refused).toMatchObject({ code: 'too_large', detail: expect.stringContaining('500 bytes are left') })
    expect((await ask(1, 500)).uploads).toMatchObject([{ method: 'PUT' }])
    expect((await ask(1, 1)).uploads).toMatchObject([{ problem: { code: 'too_large' } }])

    await discardUpload(ctx, { photoId: taken[0] as string })
    expect(await getStorage(ctx)).toMatchObject({ leftBytes: EACH })
    const again = await Promise.all([ask(1), ask(1), ask(1)])
    expect(again.flatMap(({ uploads }) => uploads).filter((ticket) => !('problem' in ticket))).toHaveLength(1)

    // In the trash it still lies in the store.
    await db
      .update(photos)
      .set({ status: 'failed', deletedAt: new Date() })
      .where(eq(photos.id, taken[1] as string))
    expect(await getStorage(ctx)).toMatchObject({ leftBytes: 0 })
    await db.update(photos).set({ addedAt: sql`now() - interval '2 days'` }).where(eq(photos.ownerId, one.user.id))
    await expireUploads(ctx)
    expect(await getStorage(ctx)).toMatchObject({ usedBytes: EACH })
    expect(await getStorage(other.ctx)).toEqual({ usedBytes: 0, quotaBytes: null, leftBytes: null })
  } finally {
    for (const { user } of [one, other]) await db.delete(users).where(eq(users.id, user.id))
  }
})
