import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import { withRollback } from '@/db/testing/database'
import { makePhoto } from '@/db/testing/factories'
import { changePerson } from '../admin/change-person'
import { findSession } from '../auth/find-session'
import { makePerson, PASSWORD } from '../auth/testing/person'
import { deleteMe } from './delete-me'
import { getMe } from './get-me'

const code = (expected: string) => expect.objectContaining({ code: expected })

describe('deleting one’s account', () => {
  const jobs = async (db: Database) => {
    const result = await db.execute(sql`select payload, run_at > now() as later from graphile_worker._private_jobs`)
    return result.rows as { payload: { keys?: string[] }; later: boolean }[]
  }

  it('removes the person, sessions, photos and every object, and nothing of others', () =>
    withRollback(async (db) => {
      const [one, other] = [await makePerson(db), await makePerson(db)]
      const mine = await makePhoto(db, one.user.id, { revision: 2 })
      const coming = await makePhoto(db, one.user.id, { status: 'uploading' })
      const theirs = await makePhoto(db, other.user.id)
      await deleteMe(one.ctx, PASSWORD)
      expect(await findSession(db, one.token)).toBeNull()
      expect((await db.select().from(photos)).map((photo) => photo.id)).not.toContain(mine.id)
      expect((await db.select().from(photos)).map((photo) => photo.id)).toContain(theirs.id)
      const keys = (await jobs(db)).filter((job) => !job.later).flatMap((job) => job.payload.keys ?? [])
      const short = (id: string) => `renditions/${id.slice(-2)}/${id}`
      expect(keys).toEqual(
        expect.arrayContaining([
          mine.objectKey,
          `${short(mine.id)}-2-thumb.webp`,
          `${short(mine.id)}-2-preview.jpg`,
          `incoming/${coming.id}.bin`,
        ]),
      )
      expect(keys.filter((key) => key.includes(theirs.id))).toEqual([])
      const later = (await jobs(db)).filter((job) => job.later).flatMap((job) => job.payload.keys ?? [])
      expect(later).toContain(`incoming/${coming.id}.bin`)
      expect(await getMe(other.ctx)).toMatchObject({ id: other.user.id })
    }))

  it('needs the password, and without it changes nothing', () =>
    withRollback(async (db) => {
      const one = await makePerson(db)
      const mine = await makePhoto(db, one.user.id)
      await expect(deleteMe(one.ctx, 'wrong')).rejects.toEqual(code('forbidden'))
      expect((await db.select().from(photos).where(eq(photos.id, mine.id))).length).toBe(1)
      // Other tests of this database have jobs, too.
      expect((await jobs(db)).filter((job) => JSON.stringify(job).includes(mine.id))).toEqual([])
    }))
})

describe('the last administrator', () => {
  it('cannot leave or be disabled while there are others, but may when alone or not the last', () =>
    withRollback(async (db) => {
      await db.delete(users)
      const admin = await makePerson(db, { role: 'admin' })
      const other = await makePerson(db)
      await expect(deleteMe(admin.ctx, PASSWORD)).rejects.toEqual(code('conflict'))
      await expect(changePerson(admin.ctx, admin.user.id, { disabled: true })).rejects.toEqual(code('conflict'))
      const second = await makePerson(db, { role: 'admin', disabledAt: new Date() })
      await expect(changePerson(admin.ctx, admin.user.id, { disabled: true })).rejects.toEqual(code('conflict'))
      await changePerson(admin.ctx, second.user.id, { disabled: false })
      await changePerson(second.ctx, admin.user.id, { disabled: true })
      await deleteMe(other.ctx, PASSWORD)
      await changePerson(second.ctx, admin.user.id, { disabled: false })
      await deleteMe(admin.ctx, PASSWORD)
      await deleteMe(second.ctx, PASSWORD)
      expect(await db.select().from(users)).toEqual([])
    }))
})
