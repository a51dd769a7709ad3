import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { sources } from '@/db/schema/sources'
import { withRollback } from '@/db/testing/database'
import { makePhoto, makeUser } from '@/db/testing/factories'
import { type Actor, ANONYMOUS } from '../context/actor'
import type { Context } from '../context/context'
import { parseFilter } from '../search/language/filter'
import { countPhotos } from '../search/query/count'
import { getFacets } from '../search/query/facets'
import { listPhotos } from '../search/query/page'
import { getTimeline } from '../search/query/timeline'
import type { ObjectStore } from '../storage/object-store'
import { addAlbumPhotos, moved, removeAlbumPhotos, reorderAlbumPhotos } from './change-photos'
import { createAlbum } from './create-album'
import { deleteAlbum } from './delete-album'
import { getAlbum } from './get-album'
import { listAlbumPhotos } from './list-album-photos'
import { listAlbums } from './list-albums'
import { counted } from './testing/counted'
import { updateAlbum } from './update-album'

const context = (db: Database, actor: Actor): Context => ({ db, actor, store: {} as ObjectStore })

async function world(db: Database) {
  const [ann, bob] = [await makeUser(db), await makeUser(db)]
  const as = (user: typeof ann): Context =>
    context(db, {
      kind: 'user',
      userId: user.id,
      username: user.username,
      name: user.name,
      role: 'user',
      sessionId: 's',
    })
  return { ann, bob, asAnn: as(ann), asBob: as(bob), asNobody: context(db, ANONYMOUS) }
}

async function makeSource(db: Database, ownerId: string): Promise<string> {
  const [made] = await db
    .insert(sources)
    .values({ ownerId, name: 'NAS', kind: 'directory', path: '/nowhere', visibility: 'public' })
    .returning({ id: sources.id })
  return made?.id ?? ''
}

const album = { title: 'Trip', description: '', visibility: 'private' as const }

describe('albums made by hand', () => {
  it('keep the order photos were added in, and the order set afterwards', () =>
    withRollback(async (db) => {
      const { ann, asAnn } = await world(db)
      const ids: string[] = []
      for (let i = 0; i < 5; i += 1) ids.push((await makePhoto(db, ann.id)).id)
      const { id } = await createAlbum(asAnn, album)
      await addAlbumPhotos(asAnn, id, [ids[2], ids[0]] as string[])
      const added = await addAlbumPhotos(asAnn, id, ids)
      expect(added).toEqual({ changed: 3 })
      const order = async () => (await listAlbumPhotos(asAnn, id, {})).items.map((photo) => ids.indexOf(photo.id))
      expect(await order()).toEqual([2, 0, 1, 3, 4])
      await reorderAlbumPhotos(asAnn, id, { ids: [ids[4], ids[3]] as string[], before: ids[0] as string })
      expect(await order()).toEqual([2, 4, 3, 0, 1])
      await reorderAlbumPhotos(asAnn, id, { ids, before: null })
      expect(await order()).toEqual([0, 1, 2, 3, 4])
      expect(await removeAlbumPhotos(asAnn, id, [ids[1] as string])).toEqual({ changed: 1 })
      expect(await order()).toEqual([0, 2, 3, 4])
    }))

  it('page by page gives every photo once', () =>
    withRollback(async (db) => {
      const { ann, asAnn } = await world(db)
      const ids: string[] = []
      for (let i = 0; i < 7; i += 1) ids.push((await makePhoto(db, ann.id)).id)
      const { id } = await createAlbum(asAnn, album)
      await addAlbumPhotos(asAnn, id, ids)
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await listAlbumPhotos(asAnn, id, { limit: 3, cursor })
        seen.push(...page.items.map((photo) => photo.id))
        cursor = page.next ?? undefined
      } while (cursor !== undefined)
      expect(seen).toEqual(ids)
      const other = await createAlbum(asAnn, album)
      const foreign = (await listAlbumPhotos(asAnn, id, { limit: 3 })).next as string
      await expect(listAlbumPhotos(asAnn, other.id, { cursor: foreign })).rejects.toMatchObject({ code: 'invalid' })
    }))

  it('a public album shows others its public photos only: list, count, days and cover', () =>
    withRollback(async (db) => {
      const { ann, asAnn, asBob, asNobody } = await world(db)
      const hidden = await makePhoto(db, ann.id, { takenLocal: '1999-01-01 00:00:00' })
      const open = await makePhoto(db, ann.id, { visibility: 'public', takenLocal: '2020-05-05 00:00:00' })
      const trashed = await makePhoto(db, ann.id, { visibility: 'public', deletedAt: new Date() })
      const { id } = await createAlbum(asAnn, { ...album, visibility: 'public', coverPhotoId: hidden.id })
      await addAlbumPhotos(asAnn, id, [hidden.id, open.id, trashed.id])
      for (const ctx of [asBob, asNobody]) {
        const seen = await getAlbum(ctx, id)
        expect(seen).toMatchObject({ count: 1, from: '2020-05-05', to: '2020-05-05', cover: { photoId: open.id } })
        expect(seen.photos.items.map((photo) => photo.id)).toEqual([open.id])
        expect(JSON.stringify(seen)).not.toContain(hidden.id)
        expect(seen).not.toHaveProperty('filter')
      }
      expect(await getAlbum(asAnn, id)).toMatchObject({ count: 2, from: '1999-01-01', cover: { photoId: hidden.id } })
    }))

  it("refuses what is not one's own", () =>
    withRollback(async (db) => {
      const { ann, bob, asAnn, asBob, asNobody } = await world(db)
      const foreign = await makePhoto(db, bob.id, { visibility: 'public' })
      const mine = await makePhoto(db, ann.id)
      const closed = await createAlbum(asAnn, album)
      const open = await createAlbum(asAnn, { ...album, visibility: 'public' })
      await expect(addAlbumPhotos(asAnn, closed.id, [mine.id, foreign.id])).rejects.toMatchObject({ code: 'not_found' })
      expect((await counted(asAnn, closed.id)).count).toBe(0)
      await expect(getAlbum(asBob, closed.id)).rejects.toMatchObject({ code: 'not_found' })
      await expect(updateAlbum(asBob, closed.id, { title: 'x' })).rejects.toMatchObject({ code: 'not_found' })
      await expect(updateAlbum(asBob, open.id, { title: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(deleteAlbum(asBob, open.id, true)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(createAlbum(asNobody, album)).rejects.toMatchObject({ code: 'unauthenticated' })
      await expect(createAlbum(asAnn, { ...album, coverPhotoId: foreign.id })).rejects.toMatchObject({
        code: 'forbidden',
      })
      const listed = (await listAlbums(asBob, { limit: 100 })).items.map((item) => item.id)
      expect(listed).toContain(open.id)
      expect(listed).not.toContain(closed.id)
    }))

  it('deleting keeps the photos unless asked', () =>
    withRollback(async (db) => {
      const { ann, asAnn } = await world(db)
      const photo = await makePhoto(db, ann.id)
      const trashedAt = async () => (await db.select().from(photos).where(eq(photos.id, photo.id)))[0]?.deletedAt
      const first = await createAlbum(asAnn, album)
      await addAlbumPhotos(asAnn, first.id, [photo.id])
      await deleteAlbum(asAnn, first.id, false)
      expect(await trashedAt()).toBeNull()
      const second = await createAlbum(asAnn, album)
      await addAlbumPhotos(asAnn, second.id, [photo.id])
      await deleteAlbum(asAnn, second.id, true)
      expect(await trashedAt()).toBeInstanceOf(Date)
    }))
})

describe('smart albums', () => {
  it('follow their filter and hold only their owner’s photos', () =>
    withRollback(async (db) => {
      const { ann, bob, asAnn, asBob } = await world(db)
      await makePhoto(db, bob.id, { visibility: 'public', tags: ['boat'] })
      const { id } = await createAlbum(asAnn, { ...album, visibility: 'public', filter: { tag: 'boat' } })
      expect((await counted(asAnn, id)).count).toBe(0)
      const late = await makePhoto(db, ann.id, { visibility: 'public', tags: ['Boat'] })
      await makePhoto(db, ann.id, { tags: ['boat'] })
      expect(await getAlbum(asAnn, id)).toMatchObject({ count: 2, smart: true, filter: { tag: 'boat' } })
      const seen = await getAlbum(asBob, id)
      expect(seen.photos.items.map((photo) => photo.id)).toEqual([late.id])
      await expect(addAlbumPhotos(asAnn, id, [late.id])).rejects.toMatchObject({ code: 'unprocessable' })
    }))

  it('are a condition of the filter like any album: lists, counts, timeline, facets', () =>
    withRollback(async (db) => {
      const { ann, asAnn, asBob } = await world(db)
      const boat = await makePhoto(db, ann.id, { tags: ['boat'], takenLocal: '2021-07-01 10:00:00' })
      await makePhoto(db, ann.id, { tags: ['car'] })
      const { id } = await createAlbum(asAnn, { ...album, filter: { tag: 'boat' } })
      const filter = parseFilter(new URLSearchParams({ album: id }))
      expect((await listPhotos(asAnn, { filter, count: true })).items.map((photo) => photo.id)).toEqual([boat.id])
      expect(await countPhotos(asAnn, filter)).toBe(1)
      expect((await getTimeline(asAnn, filter)).months).toEqual([{ month: '2021-07', count: 1 }])
      expect((await getFacets(asAnn, filter, ['tag'])).tag).toEqual([{ value: 'boat', count: 1 }])
      expect(await countPhotos(asBob, filter)).toBe(0)
      const not = parseFilter(new URLSearchParams({ q: `-album:${id}`, owner: 'me' }))
      expect(await countPhotos(asAnn, not)).toBe(1)
    }))

  it('tell visitors nothing about places the owner hides', () =>
    withRollback(async (db) => {
      const { ann, asAnn, asBob } = await world(db)
      await makePhoto(db, ann.id, { visibility: 'public', town: 'Berlin' })
      const { id } = await createAlbum(asAnn, { ...album, visibility: 'public', filter: { town: 'Berlin' } })
      expect((await counted(asAnn, id)).count).toBe(1)
      expect((await counted(asBob, id)).count).toBe(0)
    }))

  it('mean for everybody what they mean for their owner', () =>
    withRollback(async (db) => {
      const { ann, asAnn, asBob, asNobody } = await world(db)
      const [source, private_] = [await makeSource(db, ann.id), await createAlbum(asAnn, album)]
      const own = { visibility: 'public' as const, tags: ['boat'], filename: 'regatta.jpg', title: '' }
      const photo = await makePhoto(db, ann.id, { ...own, sourceId: source, sourceKey: '2023/trip/a.jpg' })
      await makePhoto(db, ann.id, { visibility: 'public', tags: ['car'] })
      await addAlbumPhotos(asAnn, private_.id, [photo.id])
      const filters: Record<string, string>[] = [
        { tag: 'boat', owner: 'me' },
        { q: 'owner:me or tag:nothing', tag: 'boat' },
        { source },
        { folder: '2023/trip/' },
        { q: 'regatta' },
        { q: '-(-source:x or -folder:2023)'.replace('source:x', `source:${source}`) },
        { album: private_.id },
      ]
      for (const filter of filters) {
        const { id } = await createAlbum(asAnn, { ...album, visibility: 'public', filter })
        for (const ctx of [asAnn, asBob, asNobody]) {
          const seen = await counted(ctx, id)
          expect([filter, seen.count, seen.photos.items.map((one) => one.id)]).toEqual([filter, 1, [photo.id]])
          expect(await countPhotos(ctx, parseFilter(new URLSearchParams({ album: id })))).toBe(1)
          const listed = (await listAlbums(ctx, { limit: 100 })).items.find((one) => one.id === id)
          // Left out where others have to wait for it.
          expect([1, null]).toContain(listed?.count)
        }
        expect(JSON.stringify(await getAlbum(asBob, id))).not.toMatch(
          new RegExp(`${source}|2023/trip|regatta|"filter"`),
        )
      }
      // What somebody else types still finds nothing by what only its owner may know.
      for (const q of [`source:${source}`, 'folder:2023', 'regatta', `album:${private_.id}`])
        expect(await countPhotos(asBob, parseFilter(new URLSearchParams({ q, owner: ann.username })))).toBe(0)
    }))

  it.each([
    [{ colour: 'blue' }, /unknown parameter colour/],
    [{ after: '2023-13' }, /after/],
    [{ trash: 'true' }, /trash/],
  ])('refuse the filter %j', (filter, message) =>
    withRollback(async (db) => {
      const { asAnn } = await world(db)
      const made = createAlbum(asAnn, { ...album, filter: filter as Record<string, string> })
      await expect(made).rejects.toMatchObject({ code: 'invalid', message: expect.stringMatching(message) })
    }),
  )
})

describe('moved', () => {
  it.each([
    [['a', 'b', 'c'], ['c'], 'a', ['c', 'a', 'b']],
    [['a', 'b', 'c'], ['a', 'b'], null, ['c', 'a', 'b']],
    [['a', 'b', 'c', 'd'], ['d', 'a'], 'c', ['b', 'd', 'a', 'c']],
  ])('%j with %j before %s is %j', (list, ids, before, expected) => {
    expect(moved(list, ids, before)).toEqual(expected)
  })
})
