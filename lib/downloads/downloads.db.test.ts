import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import yauzl from 'yauzl'
import type { Database } from '@/db/client'
import { downloads } from '@/db/schema/downloads'
import { photos } from '@/db/schema/photos'
import { withRollback } from '@/db/testing/database'
import { makePhoto, makeUser } from '@/db/testing/factories'
import { type Actor, ANONYMOUS } from '../auth/actor'
import type { Context } from '../context'
import { AppError, notFound } from '../errors'
import type { ObjectStore } from '../storage/object-store'
import { requestDownload } from './request-download'
import { streamDownload } from './stream-download'

const openZip = promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer)
const bytesOf = (key: string) => createHash('sha512').update(key).digest()

/** A store whose objects are a function of their key; keys with `gone` are missing, with `away` cannot be reached. */
const store = {
  direct: false,
  get: async (key: string) => {
    if (key.includes('gone')) throw notFound()
    if (key.includes('away')) throw new AppError('unavailable', 'away')
    return { body: Readable.from([bytesOf(key)]), bytes: 64, etag: 'e', modifiedAt: new Date(), contentType: null }
  },
} as unknown as ObjectStore

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

async function entriesOf(zip: Buffer): Promise<Map<string, Buffer>> {
  const file = await openZip(zip, { lazyEntries: false, validateEntrySizes: true })
  const entries: yauzl.Entry[] = []
  await new Promise<void>((resolve, reject) => {
    file.on('entry', (entry: yauzl.Entry) => entries.push(entry))
    file.on('end', resolve)
    file.on('error', reject)
  })
  const open = promisify(file.openReadStream.bind(file)) as (entry: yauzl.Entry) => Promise<Readable>
  const found = new Map<string, Buffer>()
  for (const entry of entries) found.set(entry.fileName, await buffer(await open(entry)))
  return found
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
      const entries = await entriesOf(await buffer((await streamDownload(asAnn, idOf(asked.url))).body))
      expect([...entries.keys()]).toEqual(['img_1.JPG', 'IMG_1 (2).jpg'])
      expect(entries.get('IMG_1 (2).jpg')).toEqual(bytesOf(first.objectKey))
    }))

  it('leaves out what was trashed or lost meanwhile and says so', () =>
    withRollback(async (db) => {
      const { ann, asAnn } = await world(db)
      const kept = await makePhoto(db, ann.id, small)
      const trashed = await makePhoto(db, ann.id, small)
      const lost = await makePhoto(db, ann.id, { ...small, objectKey: 'originals/00/gone.jpg' })
      const { url } = await requestDownload(asAnn, { select: { ids: [kept.id, trashed.id, lost.id] } })
      await db.update(photos).set({ deletedAt: new Date() }).where(eq(photos.id, trashed.id))
      const entries = await entriesOf(await buffer((await streamDownload(asAnn, idOf(url))).body))
      expect([...entries.keys()]).toEqual([kept.filename, 'not included.txt'])
      expect(entries.get('not included.txt')?.toString()).toMatch(/^2 of 3/)
    }))

  it('breaks visibly, never ends as a whole zip, when the store goes away', () =>
    withRollback(async (db) => {
      const { ann, asAnn } = await world(db)
      const photo = await makePhoto(db, ann.id, { ...small, objectKey: 'originals/00/away.jpg' })
      const { url } = await requestDownload(asAnn, { select: { ids: [photo.id] } })
      await expect(buffer((await streamDownload(asAnn, idOf(url))).body)).rejects.toMatchObject({ code: 'unavailable' })
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
})
