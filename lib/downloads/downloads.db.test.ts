import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { downloads } from '@/db/schema/downloads'
import { photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import { withRollback } from '@/db/testing/database'
import { makeUser } from '@/db/testing/factories'
import { DOWNLOADS } from '../auth/attempts'
import { type Actor, ANONYMOUS } from '../context/actor'
import type { Context } from '../context/context'
import { requestDownload } from './request-download'
import { streamDownload } from './stream-download'
import { asked, bytesOf, makePhoto, setStoreDown, store } from './testing/known-store'
import { readZip } from './testing/read-zip'
import { EntryReader } from './zip-entry'

async function world(db: Database) {
  const [ann, bob] = [await makeUser(db), await makeUser(db)]
  const as = (actor: Actor): Context => ({ db, actor, store })
  const actor = (user: typeof ann): Actor => ({
    kind: 'user',
    userId: user.id,
    username: user.username,
    name: user.name,
    role: 'user',
    sessionId: 's',
  })
  return { ann, bob, asAnn: as(actor(ann)), asBob: as(actor(bob)), asNobody: as(ANONYMOUS) }
}

const idOf = (url: string) => url.split('/').at(-1) as string
const small = { bytes: 64 }

describe('a zip of a selection', () => {
  it('holds the originals under unique names, in the order asked for', () =>
    withRollback(async (db) => {
      const { ann, asAnn } = await world(db)
      const first = await makePhoto(db, ann.id, { ...small, filename: 'IMG_1.jpg' })
      const second = await makePhoto(db, ann.id, { ...small, filename: 'img_1.JPG' })
      const asked = await requestDownload(asAnn, { select: { ids: [second.id, first.id] } })
      expect(asked).toMatchObject({ photos: 2, bytes: 128 })
      const entries = await readZip(await buffer((await streamDownload(asAnn, idOf(asked.url))).body))
      expect([...entries.keys()]).toEqual(['img_1.JPG', 'IMG_1 (2).jpg'])
      expect(entries.get('IMG_1 (2).jpg')).toEqual(bytesOf(first.objectKey))
    }))

  it.each([
    '0101-01-01 00:00:00',
    '1826-06-01 12:00:00',
    '1950-01-01 00:00:00',
    '1969-12-31 23:59:59',
    '2040-01-01 00:00:00',
    '9999-12-31 00:00:00',
  ])('is whole with a photo of %s, which is no time that a zip knows', (takenLocal) =>
    withRollback(async (db) => {
      const { ann, asAnn } = await world(db)
      const photo = await makePhoto(db, ann.id, { ...small, takenLocal })
      const { url } = await requestDownload(asAnn, { select: { ids: [photo.id] } })
      const zip = await buffer((await streamDownload(asAnn, idOf(url))).body)
      expect((await readZip(zip)).get(photo.filename)).toEqual(bytesOf(photo.objectKey))
    }),
  )

  it('names uploads whose bytes in the store have changed, to their owner', () =>
    withRollback(async (db) => {
      const { ann, asAnn } = await world(db)
      const whole = await makePhoto(db, ann.id, small)
      const damaged = await makePhoto(db, ann.id, { ...small, filename: 'torn.jpg', sha256: '0'.repeat(64) })
      const { url } = await requestDownload(asAnn, { select: { ids: [damaged.id, whole.id] } })
      const entries = await readZip(await buffer((await streamDownload(asAnn, idOf(url))).body))
      expect([...entries.keys()]).toEqual(['torn.jpg', whole.filename, 'damaged.txt'])
      expect(entries.get('torn.jpg')).toEqual(bytesOf(damaged.objectKey))
      expect(entries.get('damaged.txt')?.toString()).toMatch(/^1 photo is .*\n.*\n\ntorn\.jpg\n$/)
    }))

  it('leaves out what was trashed or lost meanwhile and says so', () =>
    withRollback(async (db) => {
      const { ann, asAnn } = await world(db)
      const kept = await makePhoto(db, ann.id, small)
      const trashed = await makePhoto(db, ann.id, small)
      const lost = await makePhoto(db, ann.id, { ...small, objectKey: 'originals/00/gone.jpg' })
      const { url } = await requestDownload(asAnn, { select: { ids: [kept.id, trashed.id, lost.id] } })
      await db.update(photos).set({ deletedAt: new Date() }).where(eq(photos.id, trashed.id))
      const entries = await readZip(await buffer((await streamDownload(asAnn, idOf(url))).body))
      expect([...entries.keys()]).toEqual([kept.filename, 'not included.txt'])
      expect(entries.get('not included.txt')?.toString()).toMatch(/^2 of 3/)
    }))

  it('is a status, before its first byte, when the store is away', () =>
    withRollback(async (db) => {
      const { ann, asAnn } = await world(db)
      const gone = await makePhoto(db, ann.id, { ...small, objectKey: 'originals/00/gone.jpg' })
      const away = await makePhoto(db, ann.id, { ...small, objectKey: 'originals/00/away.jpg' })
      const kept = await makePhoto(db, ann.id, small)
      const { url } = await requestDownload(asAnn, { select: { ids: [gone.id, away.id, kept.id] } })
      setStoreDown(true)
      await expect(streamDownload(asAnn, idOf(url))).rejects.toMatchObject({ code: 'unavailable' })
      setStoreDown(false)
      const entries = await readZip(await buffer((await streamDownload(asAnn, idOf(url))).body))
      expect([...entries.keys()]).toEqual([kept.filename, 'not included.txt'])
    }))

  it.each(['away', 'cut', 'short'])('ends whole when one file is %s after the first', (fault) =>
    withRollback(async (db) => {
      const { ann, asAnn } = await world(db)
      const kept = await makePhoto(db, ann.id, small)
      const bad = await makePhoto(db, ann.id, { ...small, objectKey: `originals/00/${fault}.jpg`, filename: 'bad.jpg' })
      const last = await makePhoto(db, ann.id, small)
      const { url } = await requestDownload(asAnn, { select: { ids: [kept.id, bad.id, last.id] } })
      const { body } = await streamDownload(asAnn, idOf(url), { reader: new EntryReader(asAnn, [1, 1]) })
      const entries = await readZip(await buffer(body))
      expect([...entries.keys()]).toEqual([kept.filename, last.filename, 'not included.txt'])
      expect(entries.get('not included.txt')?.toString()).toMatch(/^1 of 3 .*\n\nbad\.jpg: \S.*\.\n$/)
    }),
  )

  it('waits for a store that comes back soon', () =>
    withRollback(async (db) => {
      const { ann, asAnn } = await world(db)
      const kept = await makePhoto(db, ann.id, small)
      const late = await makePhoto(db, ann.id, { ...small, objectKey: `originals/00/late-${randomUUID()}.jpg` })
      const { url } = await requestDownload(asAnn, { select: { ids: [kept.id, late.id] } })
      const { body } = await streamDownload(asAnn, idOf(url), { reader: new EntryReader(asAnn, [1, 1]) })
      const entries = await readZip(await buffer(body))
      expect([...entries.keys()]).toEqual([kept.filename, late.filename])
    }))

  it('leaves alone, after two failures, a store that stays away', () =>
    withRollback(async (db) => {
      const { ann, asAnn } = await world(db)
      const kept = await makePhoto(db, ann.id, small)
      const away = []
      for (let n = 0; n < 5; n++) away.push(await makePhoto(db, ann.id, { objectKey: `originals/00/away-${n}.jpg` }))
      const { url } = await requestDownload(asAnn, { select: { ids: [kept, ...away].map(({ id }) => id) } })
      asked.length = 0
      const { body } = await streamDownload(asAnn, idOf(url), { reader: new EntryReader(asAnn, [1]) })
      const entries = await readZip(await buffer(body))
      expect(entries.get('not included.txt')?.toString()).toMatch(/^5 of 6/)
      expect(asked.filter((key) => key.includes('away'))).toHaveLength(4)
    }))

  it('never tells others why a file of somebody else is not there', () =>
    withRollback(async (db) => {
      const { ann, asAnn, asBob } = await world(db)
      await db.update(users).set({ allowOriginals: true }).where(eq(users.id, ann.id))
      const first = await makePhoto(db, ann.id, { ...small, visibility: 'public', title: 'One' })
      const { url } = await requestDownload(asBob, { select: { ids: [first.id] } })
      await db.update(photos).set({ visibility: 'private' }).where(eq(photos.id, first.id))
      const entries = await readZip(await buffer((await streamDownload(asBob, idOf(url))).body))
      expect([...entries.keys()]).toEqual(['not included.txt'])
      expect(entries.get('not included.txt')?.toString()).toBe(
        '1 of 1 photos are not in this zip.\n\n1 deleted or no longer shared.\n',
      )
      expect(asAnn.actor.kind).toBe('user')
    }))

  it('never takes in a private photo of somebody else', () =>
    withRollback(async (db) => {
      const { ann, bob, asBob, asNobody } = await world(db)
      const hidden = await makePhoto(db, ann.id, small)
      const own = await makePhoto(db, bob.id, small)
      const open = await makePhoto(db, ann.id, { ...small, visibility: 'public' })
      for (const ctx of [asBob, asNobody]) {
        const ids = ctx === asBob ? [own.id, hidden.id] : [hidden.id]
        await expect(requestDownload(ctx, { select: { ids } })).rejects.toMatchObject({ code: 'not_found' })
        await expect(requestDownload(ctx, { select: { ids: [open.id] } })).rejects.toMatchObject({ code: 'forbidden' })
      }
      const all = await requestDownload(asBob, { select: { filter: {} } })
      const [kept] = await db
        .select()
        .from(downloads)
        .where(eq(downloads.id, idOf(all.url)))
      expect(kept?.photoIds).toEqual([own.id])
      await expect(requestDownload(asNobody, { select: { filter: {} } })).rejects.toMatchObject({
        code: 'unprocessable',
      })
    }))

  it('is for whoever asked for it', () =>
    withRollback(async (db) => {
      const { ann, asAnn, asBob, asNobody } = await world(db)
      const photo = await makePhoto(db, ann.id, small)
      const { url } = await requestDownload(asAnn, { select: { ids: [photo.id] } })
      for (const ctx of [asBob, asNobody]) {
        await expect(streamDownload(ctx, idOf(url))).rejects.toMatchObject({ code: 'not_found' })
      }
      await db.update(downloads).set({ createdAt: new Date(Date.now() - 25 * 3_600_000) })
      await expect(streamDownload(asAnn, idOf(url))).rejects.toMatchObject({ code: 'not_found' })
    }))

  it('takes nothing more in once the session behind it has ended', () =>
    withRollback(async (db) => {
      const { ann, asAnn } = await world(db)
      const kept = await makePhoto(db, ann.id, small)
      const { url } = await requestDownload(asAnn, { select: { ids: [kept.id] } })
      const { body } = await streamDownload(asAnn, idOf(url), { stillAllowed: async () => false })
      const entries = await readZip(await buffer(body))
      expect([...entries.keys()]).toEqual(['not included.txt'])
    }))

  it('can be asked for so often from one address, and of so many photos by nobody', () =>
    withRollback(async (db) => {
      const { ann, asNobody, asAnn } = await world(db)
      await db.update(users).set({ allowOriginals: true }).where(eq(users.id, ann.id))
      const open = await makePhoto(db, ann.id, { ...small, visibility: 'public' })
      const ask = (ctx: Context, asker: string) => requestDownload(ctx, { select: { ids: [open.id] } }, asker)
      for (let n = 0; n < DOWNLOADS.count; n += 1) await ask(asNobody, '192.0.2.1')
      await expect(ask(asNobody, '192.0.2.1')).rejects.toMatchObject({ code: 'rate_limited' })
      expect(await ask(asNobody, '192.0.2.2')).toMatchObject({ photos: 1 })
      expect(await ask(asAnn, ann.id)).toMatchObject({ photos: 1 })
      await db.execute(sql`
        insert into photos (id, owner_id, status, visibility, filename, object_key, bytes, media_type, sha256, width, height, thumb_width, thumb_height, preview_width, preview_height)
        select gen_random_uuid(), owner_id, status, visibility, filename, object_key || n, bytes, media_type, md5(n::text) || md5(n::text),
          width, height, thumb_width, thumb_height, preview_width, preview_height from photos, generate_series(1, 1000) n where id = ${open.id}`)
      const all = { select: { filter: { owner: ann.username } } }
      await expect(requestDownload(asNobody, all)).rejects.toMatchObject({ code: 'unprocessable' })
      expect(await requestDownload(asAnn, all)).toMatchObject({ photos: 1001 })
    }))
})
