import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { shareLinks } from '@/db/schema/shares'
import { users } from '@/db/schema/users'
import { makePhoto } from '@/db/testing/factories'
import { addAlbumPhotos, removeAlbumPhotos, reorderAlbumPhotos } from '../albums/change-photos'
import { createAlbum } from '../albums/create-album'
import { deleteAlbum } from '../albums/delete-album'
import { requestDownload } from '../downloads/request-download'
import { trashPhoto } from '../edits/trash-photo'
import { readOriginal } from '../originals/read-original'
import { getPhoto } from '../photos/get-photo'
import { readRendition } from '../photos/read-rendition'
import { refusal } from '../photos/testing/refusal'
import { inWorld } from '../photos/testing/world'
import { filterOf } from '../search/language/filter'
import { countPhotos } from '../search/query/count'
import { listPhotos } from '../search/query/page'
import { createAlbumLink, createLink, previewLink } from './make-link'
import { deleteLink, listLinks, updateLink } from './own-links'
import { requestSharedDownload } from './request-shared-download'
import { getSharedLink, listSharedPhotos } from './shared-photos'
import { albumOf, idsOf, inside, LINK_SECRET, ORIGIN, ready, tokenOf, visit } from './testing/visitor'

beforeAll(() => {
  process.env.AUTH_SECRET = LINK_SECRET
})

describe('a link to an album', () => {
  it('opens the owner’s finished photos in it, private ones too, in their order, and nothing else', () =>
    inWorld(async ({ db, anna, ben, as }) => {
      const open = await makePhoto(db, anna.id, { ...ready, visibility: 'public' })
      const closed = await makePhoto(db, anna.id, ready)
      const unfinished = await makePhoto(db, anna.id, { status: 'processing' })
      const trashed = await makePhoto(db, anna.id, { ...ready, deletedAt: new Date() })
      const elsewhere = await makePhoto(db, anna.id, { ...ready, visibility: 'public' })
      const bens = await makePhoto(db, ben.id, { ...ready, visibility: 'public' })
      const bensClosed = await makePhoto(db, ben.id, ready)
      const album = await albumOf(as(anna), [closed.id, open.id, unfinished.id, trashed.id])
      for (const { id } of [bens, bensClosed])
        await db.execute(sql`insert into album_photos (album_id, photo_id, position) values (${album.id}, ${id}, 99)`)
      const link = await createAlbumLink(as(anna), album.id, {}, ORIGIN)
      const visitor = await inside(as(anna), link)
      expect(await idsOf(visitor)).toEqual([closed.id, open.id, bens.id])
      // The owner is told as much, before and after.
      expect(await previewLink(as(anna), { albumId: album.id })).toMatchObject({ photos: 3, private: 1 })
      expect((await listLinks(as(anna), { limit: 1 }, ORIGIN)).items).toMatchObject([{ photos: 3, private: 1 }])
      expect(await countPhotos(visitor, filterOf({}))).toBe(3)
      expect(await countPhotos(visitor, filterOf({ album: album.id }))).toBe(3)
      await reorderAlbumPhotos(as(anna), album.id, { ids: [open.id], before: closed.id })
      expect(await idsOf(visitor)).toEqual([open.id, closed.id, bens.id])
      expect(await getSharedLink(visitor)).toMatchObject({
        title: 'Trip',
        description: 'Two weeks',
        owner: { name: anna.name },
        count: 3,
        cover: { photoId: open.id, url: `/api/v1/links/${tokenOf(link)}/photos/${open.id}/renditions/thumb?v=1` },
      })
      for (const { id } of [unfinished, trashed, elsewhere, bensClosed]) {
        const refused = [
          getPhoto(visitor, { id }),
          readRendition(visitor, { id, kind: 'thumb' }),
          readOriginal(visitor, { id }),
        ]
        expect(await Promise.all(refused.map(refusal))).toEqual(['not_found', 'not_found', 'not_found'])
      }
      expect((await listPhotos(visitor, { filter: filterOf({}) })).items).toHaveLength(3)
    })())

  it('pages, and takes no cursor of another link', () =>
    inWorld(async ({ db, anna, as }) => {
      const ids: string[] = []
      for (let n = 0; n < 5; n += 1) ids.push((await makePhoto(db, anna.id, ready)).id)
      const [album, another] = [await albumOf(as(anna), ids), await albumOf(as(anna), ids)]
      const visitor = await inside(as(anna), await createAlbumLink(as(anna), album.id, {}, ORIGIN))
      const other = await inside(as(anna), await createAlbumLink(as(anna), another.id, {}, ORIGIN))
      const first = await listSharedPhotos(visitor, { limit: 3 })
      const cursor = first.next ?? ''
      const second = await listSharedPhotos(visitor, { limit: 3, cursor })
      expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids)
      expect(await refusal(listSharedPhotos(other, { cursor }))).toBe('invalid')
    })())

  it('ends with the album, the photo, the link, its time and its owner: at the next question', () =>
    inWorld(async ({ db, anna, as }) => {
      const [one, two] = [await makePhoto(db, anna.id, ready), await makePhoto(db, anna.id, ready)]
      const album = await albumOf(as(anna), [one.id, two.id])
      const link = await createAlbumLink(as(anna), album.id, { allowDownload: true }, ORIGIN)
      const came = await inside(as(anna), link)
      await removeAlbumPhotos(as(anna), album.id, [one.id])
      expect(await refusal(getPhoto(came, { id: one.id }))).toBe('not_found')
      await addAlbumPhotos(as(anna), album.id, [one.id])
      await trashPhoto(as(anna), { id: one.id })
      expect(await idsOf(came)).toEqual([two.id])
      const expire = (at: Date | null) => db.update(shareLinks).set({ expiresAt: at }).where(eq(shareLinks.id, link.id))
      const seen = async () => [await visit(as(anna), link), await refusal(getPhoto(came, { id: two.id }))]
      await expire(new Date(Date.now() - 1_000))
      expect(await seen()).toEqual([null, 'not_found'])
      await expire(null)
      await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, anna.id))
      expect(await seen()).toEqual([null, 'not_found'])
      await db.update(users).set({ disabledAt: null }).where(eq(users.id, anna.id))
      expect(await visit(as(anna), link)).not.toBeNull()
      // Locked anew: whoever was in is out.
      await updateLink(as(anna), { linkId: link.id }, { password: 'a password' }, ORIGIN)
      expect(await seen()).toEqual([null, 'not_found'])
      await updateLink(as(anna), { linkId: link.id }, { password: null }, ORIGIN)
      const again = await inside(as(anna), link)
      await deleteLink(as(anna), { linkId: link.id })
      expect(await refusal(getPhoto(again, { id: two.id }))).toBe('not_found')
      expect(await visit(as(anna), link)).toBeNull()
      const second = await createAlbumLink(as(anna), album.id, {}, ORIGIN)
      await deleteAlbum(as(anna), album.id, false)
      expect(await visit(as(anna), second)).toBeNull()
    })())
})

describe('a link to a selection or a filter', () => {
  it('opens the selection in its order, every id being one’s own', () =>
    inWorld(async ({ db, anna, ben, as }) => {
      const ids = [await makePhoto(db, anna.id, ready), await makePhoto(db, anna.id, ready)]
        .map(({ id }) => id)
        .reverse()
      const foreign = await makePhoto(db, ben.id, { ...ready, visibility: 'public' })
      const link = await createLink(as(anna), { select: { ids }, title: 'Two' }, ORIGIN)
      expect(link).toMatchObject({ opens: 'selection', photos: 2, private: 2, grows: false, title: 'Two' })
      const visitor = await inside(as(anna), link)
      expect(await idsOf(visitor)).toEqual(ids)
      expect(await getSharedLink(visitor)).toMatchObject({ count: 2, cover: { photoId: ids[0] } })
      await makePhoto(db, anna.id, ready)
      expect(await idsOf(visitor)).toEqual(ids)
      const before = await db.select().from(shareLinks)
      expect(await refusal(createLink(as(anna), { select: { ids: [...ids, foreign.id] } }, ORIGIN))).toBe('not_found')
      expect(await db.select().from(shareLinks)).toEqual(before)
    })())

  it('means the filter as its owner does, places hidden or not, and follows new photos', () =>
    inWorld(async ({ db, anna, ben, as }) => {
      const berlin = { ...ready, town: 'Berlin', latitude: 52.5, longitude: 13.4 }
      const first = await makePhoto(db, anna.id, { ...berlin, takenLocal: '2023-08-10 10:00:00' })
      await makePhoto(db, anna.id, { ...ready, town: 'Lisbon' })
      await makePhoto(db, ben.id, { ...berlin, visibility: 'public' })
      const link = await createLink(as(anna), { select: { filter: { town: 'Berlin' } } }, ORIGIN)
      const album = await createAlbum(as(anna), {
        title: 'Berlin',
        description: '',
        visibility: 'private',
        filter: { town: 'Berlin', order: 'asc' },
      })
      const ofAlbum = await createAlbumLink(as(anna), album.id, {}, ORIGIN)
      const [visitor, albums] = [await inside(as(anna), link), await inside(as(anna), ofAlbum)]
      for (const one of [visitor, albums]) {
        expect(await idsOf(one)).toEqual([first.id])
        const [shown] = (await listSharedPhotos(one, {})).items
        expect(shown).toMatchObject({ location: null, place: null, permissions: { seeLocation: false } })
      }
      const later = await makePhoto(db, anna.id, { ...berlin, takenLocal: '2024-08-10 10:00:00' })
      expect(await idsOf(visitor)).toEqual([later.id, first.id])
      expect(await idsOf(albums)).toEqual([first.id, later.id])
      expect(await getSharedLink(albums)).toMatchObject({ count: 2, from: '2023-08-10', to: '2024-08-10' })
      expect(await previewLink(as(anna), { albumId: album.id })).toEqual({ photos: 2, private: 2, grows: true })
    })())
})

describe('what a visitor is told of a photo', () => {
  it('is what the public is told; the place only where the link shows it', () =>
    inWorld(async ({ db, anna, ben, as }) => {
      const photo = await makePhoto(db, anna.id, ready)
      const bens = await makePhoto(db, ben.id, { ...ready, visibility: 'public' })
      await db.update(users).set({ showLocation: true }).where(eq(users.id, anna.id))
      const album = await albumOf(as(anna), [photo.id])
      await db.execute(sql`insert into album_photos (album_id, photo_id, position) values (${album.id}, ${bens.id}, 9)`)
      const plain = await inside(as(anna), await createAlbumLink(as(anna), album.id, {}, ORIGIN))
      const placed = await inside(as(anna), await createAlbumLink(as(anna), album.id, { showLocation: true }, ORIGIN))
      const [hidden] = (await listSharedPhotos(plain, {})).items
      expect(hidden).toMatchObject({ location: null, place: null })
      const own = [
        'filename',
        'source',
        'sha256',
        'hash',
        'exif',
        'albums',
        'edited',
        'deletedAt',
        'missingAt',
        'copyOf',
      ]
      for (const key of own) expect(hidden).not.toHaveProperty(key)
      expect(await getPhoto(plain, { id: photo.id })).toEqual(hidden)
      const [shown, ofBen] = (await listSharedPhotos(placed, {})).items
      expect(shown).toMatchObject({ place: { town: 'Berlin' }, location: { latitude: 52.5163 } })
      expect(ofBen).toMatchObject({ place: null, location: null })
    })())

  it('gives originals and zips only where it says so, and never a raw file', () =>
    inWorld(async ({ db, anna, as }) => {
      const photo = await makePhoto(db, anna.id, ready)
      const raw = await makePhoto(db, anna.id, { ...ready, mediaType: 'image/dng' })
      const album = await albumOf(as(anna), [photo.id, raw.id])
      const plain = await inside(as(anna), await createAlbumLink(as(anna), album.id, {}, ORIGIN))
      const giving = await inside(as(anna), await createAlbumLink(as(anna), album.id, { allowDownload: true }, ORIGIN))
      for (const { id } of [photo, raw]) expect(await refusal(readOriginal(plain, { id }))).toBe('not_found')
      expect(await refusal(readOriginal(giving, { id: raw.id }))).toBe('not_found')
      expect((await readOriginal(giving, { id: photo.id })).disposition).toMatch(/photo-[0-9a-f]{8}\.jpg/)
      expect(await refusal(requestSharedDownload(plain, {}, 'here'))).toBe('not_found')
      const made = await requestSharedDownload(giving, {}, 'here')
      expect(made).toMatchObject({ photos: 1 })
      expect(made.url).toContain(`/api/v1/links/${giving.actor.token}/downloads/`)
      expect(await refusal(requestDownload(plain, { select: { ids: [photo.id] } }))).toBe('forbidden')
    })())
})
