import { randomUUID } from 'node:crypto'
import { eq, inArray, sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Database, openDatabase } from '@/db/client'
import { albums } from '@/db/schema/albums'
import { photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import { testDatabaseUrl, testPool, withRollback } from '@/db/testing/database'
import { makePhoto, makeUser } from '@/db/testing/factories'
import { contextOf, makePerson } from '../auth/testing/person'
import { ANONYMOUS } from '../context/actor'
import type { Context } from '../context/context'
import { sitemap } from '../feeds/sitemap'
import { parseFilter } from '../search/language/filter'
import { listPhotos } from '../search/query/page'
import { addAlbumPhotos } from './change-photos'
import type { Album } from './contract'
import { createAlbum } from './create-album'
import { getAlbum } from './get-album'
import { MOST_PUBLIC_ALBUMS } from './limits'
import { listAlbumPhotos } from './list-album-photos'
import { listAlbums } from './list-albums'
import { updateAlbum } from './update-album'

const album = { title: 'Trip', description: '', visibility: 'public' as const }

/** Twenty groups, each of which any photo fails only at its last part: nothing is dearer within the limits of a query. */
const WORST = {
  q: Array.from({ length: 20 }, (_, n) => `(w${n}x or -near:0,${n},9000 or c${n})`).join(' '),
}
const WORST_ALBUMS = 500
const PHOTOS = 2_000
const STATEMENTS_AT_MOST = 50

describe('others’ worst albums', () => {
  let db: Database
  let dearPool: pg.Pool
  let nobody: Context
  const made: string[] = []

  beforeAll(async () => {
    db = openDatabase(testPool())
    dearPool = new pg.Pool({ connectionString: testDatabaseUrl(), max: 2, statement_timeout: 3_000 })
    nobody = { ...contextOf(db, ANONYMOUS), dear: openDatabase(dearPool) }
    const [bad, good] = [await makeUser(db, { showLocation: true }), await makeUser(db)]
    made.push(bad.id, good.id)
    const photo = await makePhoto(db, bad.id, { visibility: 'public' })
    await db.execute(sql`
      insert into photos (id, owner_id, status, visibility, filename, object_key, bytes, media_type, width, height, thumb_width, thumb_height, preview_width, preview_height, sha256, title, latitude, longitude)
      select gen_random_uuid(), owner_id, status, visibility, filename, object_key || n, bytes, media_type, width, height, thumb_width, thumb_height, preview_width, preview_height,
        md5(n::text) || md5(n::text), title,
        random() * 170 - 85, random() * 360 - 180 from photos, generate_series(1, ${PHOTOS}) n where id = ${photo.id}`)
    const shown = await makePhoto(db, good.id, { visibility: 'public', tags: ['boat'] })
    await db.insert(albums).values({ ...album, ownerId: good.id, filter: { tag: 'boat' }, coverPhotoId: shown.id })
    await db
      .insert(albums)
      .values(Array.from({ length: WORST_ALBUMS }, () => ({ ...album, ownerId: bad.id, filter: WORST })))
    await db.insert(albums).values({ ...album, ownerId: good.id, filter: { tag: 'boat' } })
  })

  afterAll(async () => {
    await db.delete(users).where(inArray(users.id, made))
    await dearPool.end()
  })

  it('leave a list its answer, in a bounded number of statements, and others’ albums their counts', async () => {
    const query = vi.spyOn(pg.Client.prototype, 'query')
    const first = await listAlbums(nobody, { limit: 60 })
    const asked = query.mock.calls.length
    query.mockRestore()
    expect(asked).toBeLessThanOrEqual(STATEMENTS_AT_MOST * 4)
    expect(first.items).toHaveLength(60)
    // On a machine that is busy elsewhere the first answers may leave out what takes too long.
    const head = async () => (await listAlbums(nobody, { limit: 60 })).items[0]
    // Who took too long there is left alone for a minute.
    const patiently = { timeout: 200_000, interval: 2_000 }
    await expect.poll(head, patiently).toMatchObject({ count: 1, cover: { url: expect.any(String) } })
    expect(first.items.filter(({ count }) => count === null).length).toBeGreaterThan(0)
  }, 300_000)

  it('leave a reader of photos his connections, however many look at the albums at once', async () => {
    const looks = Array.from({ length: 4 }, () => listAlbums(nobody, { limit: 100 }))
    for (let n = 0; n < 20; n += 1) {
      await listPhotos(nobody, { filter: parseFilter(new URLSearchParams()), limit: 1 })
      // Those who look at albums hold none but what lists of albums made by hand need.
      expect(testPool().waitingCount).toBe(0)
    }
    const pages = await Promise.all(looks)
    for (const page of pages) expect(page.items).toHaveLength(100)
  })

  it('are looked at for all who are not logged in at once, and anew for who comes after a photo became private', async () => {
    const { user } = await makePerson(db)
    made.push(user.id)
    const photo = await makePhoto(db, user.id, { visibility: 'public', tags: ['kite'] })
    await db.insert(albums).values({ ...album, ownerId: user.id, filter: { tag: 'kite' } })
    const look = () => listAlbums(nobody, { owner: user.username, limit: 60 })
    const query = vi.spyOn(pg.Client.prototype, 'query')
    const pages = await Promise.all(Array.from({ length: 8 }, look))
    const heads = query.mock.calls.filter(([asked]) => JSON.stringify(asked).includes('as first'))
    query.mockRestore()
    for (const { items } of pages) expect(items).toMatchObject([{ count: 1, cover: { photoId: photo.id } }])
    expect(heads.length).toBeGreaterThan(0)
    expect(heads.length).toBeLessThan(8)
    const before = [look(), look(), look()]
    await db.update(photos).set({ visibility: 'private' }).where(eq(photos.id, photo.id))
    const after = [look(), look(), look()]
    for (const { items } of await Promise.all(after)) expect(items).toMatchObject([{ count: 0, cover: null }])
    await Promise.all(before)
  })

  it('leave people their own smart albums of few conditions, while all that is kept for dear questions is taken', async () => {
    const { user, ctx } = await makePerson(db)
    made.push(user.id)
    await makePhoto(db, user.id, { tags: ['kite'] })
    for (const filter of [{ tag: 'kite' }, WORST])
      await db.insert(albums).values({ ...album, ownerId: user.id, filter })
    const taken = await Promise.all([dearPool.connect(), dearPool.connect()])
    const heads = listAlbums({ ...ctx, dear: openDatabase(dearPool) }, { owner: 'me', limit: 60 })
    await vi.waitFor(() => expect(dearPool.waitingCount).toBe(1), { timeout: 20_000 })
    for (const client of taken) client.release()
    const { items } = await heads
    expect(items[1]).toMatchObject({ count: 1 })
  })

  it('and the sitemap its page', async () => {
    expect(await sitemap(nobody, new URL('http://own.example'))).toContain('<urlset')
  })
})

describe('an account’s albums', () => {
  it('may be public up to a number, made so or changed to', () =>
    withRollback(async (db) => {
      const { user, ctx } = await makePerson(db)
      await db
        .insert(albums)
        .values(Array.from({ length: MOST_PUBLIC_ALBUMS - 1 }, () => ({ ...album, ownerId: user.id })))
      const closed = await createAlbum(ctx, { ...album, visibility: 'private' })
      const last = await createAlbum(ctx, album)
      const refusal = { code: 'conflict', errors: [{ path: 'visibility' }] }
      await expect(createAlbum(ctx, album)).rejects.toMatchObject(refusal)
      await expect(updateAlbum(ctx, closed.id, { visibility: 'public' })).rejects.toMatchObject(refusal)
      await updateAlbum(ctx, last.id, { visibility: 'public', title: 'Still' })
      await updateAlbum(ctx, last.id, { visibility: 'private' })
      expect((await updateAlbum(ctx, closed.id, { visibility: 'public' })).visibility).toBe('public')
    }))

  it('save no filter with more conditions than people set', () =>
    withRollback(async (db) => {
      const { ctx } = await makePerson(db)
      await expect(createAlbum(ctx, { ...album, filter: WORST })).rejects.toMatchObject({
        code: 'invalid',
        message: 'filter: has 60 conditions; at most 30 can be saved',
      })
    }))
})

describe('a public album tells others nothing of the private photos in it', () => {
  const ids = () => Array.from({ length: 9 }, () => randomUUID())

  async function world(db: Database) {
    const { user, ctx } = await makePerson(db)
    const open = [
      await makePhoto(db, user.id, { visibility: 'public' }),
      await makePhoto(db, user.id, { visibility: 'public' }),
    ]
    const { id } = await createAlbum(ctx, album)
    const age = sql`now() - interval '1 day'`
    await db.update(albums).set({ updatedAt: age, describedAt: age }).where(eq(albums.id, id))
    return { user, ctx, open, id, nobody: contextOf(db, ANONYMOUS) }
  }

  const told = (seen: Album) => JSON.stringify(seen)

  it('not by its times', () =>
    withRollback(async (db) => {
      const { user, ctx, id, nobody } = await world(db)
      const site = new URL('http://own.example')
      const before = [told(await getAlbum(nobody, id)), await sitemap(nobody, site)]
      const hidden = await makePhoto(db, user.id)
      await addAlbumPhotos(ctx, id, [hidden.id])
      await updateAlbum(ctx, id, { coverPhotoId: hidden.id, title: album.title })
      expect([told(await getAlbum(nobody, id)), await sitemap(nobody, site)]).toEqual(before)
      await updateAlbum(ctx, id, { title: 'Another' })
      expect((await getAlbum(nobody, id)).updatedAt > (JSON.parse(before[0] as string) as Album).updatedAt).toBe(true)
    }))

  it('not by where a page ended', () =>
    withRollback(async (db) => {
      const { user, ctx, id, open, nobody } = await world(db)
      const hidden = []
      for (const one of ids()) hidden.push((await makePhoto(db, user.id, { id: one })).id)
      await addAlbumPhotos(ctx, id, [open[0]?.id as string, ...hidden, open[1]?.id as string])
      const { next } = await listAlbumPhotos(nobody, id, { limit: 1 })
      const plain = Buffer.from(next as string, 'base64url').toString('latin1')
      expect(plain).not.toMatch(new RegExp(`${id}|${open[0]?.id}`))
      const rest = await listAlbumPhotos(nobody, id, { limit: 1, cursor: next as string })
      expect(rest).toMatchObject({ items: [{ id: open[1]?.id }], next: null })
    }))
})
