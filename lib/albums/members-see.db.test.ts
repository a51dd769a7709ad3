// An album shared with people: who sees what of it.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import { ANONYMOUS } from '../context/actor'
import type { Context } from '../context/context'
import { requestDownload } from '../downloads/request-download'
import { trashPhoto } from '../edits/trash-photo'
import { readOriginal } from '../originals/read-original'
import { getPhoto } from '../photos/get-photo'
import { readRendition } from '../photos/read-rendition'
import { refusal } from '../photos/testing/refusal'
import { FACETS } from '../search/language/contract'
import { filterOf } from '../search/language/filter'
import { countPhotos } from '../search/query/count'
import { getFacets } from '../search/query/facets'
import { getMap } from '../search/query/map'
import { listPhotos } from '../search/query/page'
import { suggest } from '../search/query/suggest'
import { getTimeline } from '../search/query/timeline'
import { getAlbum } from './get-album'
import { listAlbums } from './list-albums'
import { listMembers, putMember, removeMember } from './members'
import { shared, titlesIn } from './testing/sharing'
import { updateAlbum } from './update-album'

/** All that lists tell somebody who does not ask for an album. */
async function everything(ctx: Context): Promise<string> {
  const filter = filterOf({})
  const told = [
    await listPhotos(ctx, { filter, limit: 100, count: true }),
    await getTimeline(ctx, filter),
    await getFacets(ctx, filter, [...FACETS]),
    await getMap(ctx, { filter, zoom: 3 }),
    await suggest(ctx, 'ro'),
    await listPhotos(ctx, { filter: filterOf({ q: 'hers or his or rome' }) }),
    await listPhotos(ctx, { filter: filterOf({ q: '-town:Nowhere' }) }),
  ]
  return JSON.stringify(told)
}

test(
  'members see the album whole, in it and by its photos, and nowhere else',
  shared(async ({ as, anna, vera, carl, album, hers, his, alone }) => {
    for (const person of [anna, vera, carl]) {
      const ctx = as(person)
      const { count, photos: page, cover, from } = await getAlbum(ctx, album)
      expect(page.items.map(({ title }) => title)).toEqual(['hers', 'his'])
      expect([count, cover?.photoId, from]).toEqual([2, hers.id, '2023-08-10'])
      expect(await titlesIn(ctx, album)).toEqual(['hers', 'his'])
      const filter = filterOf({ album })
      expect(await countPhotos(ctx, filter)).toBe(2)
      expect(await countPhotos(ctx, filterOf({ album, visibility: 'private' }))).toBe(2)
      expect(await countPhotos(ctx, filterOf({ album, visibility: 'public' }))).toBe(0)
      expect((await getTimeline(ctx, filter)).months).toEqual([{ month: '2023-08', count: 2 }])
      expect((await getFacets(ctx, filter, ['owner'])).owner).toHaveLength(2)
      for (const { id } of [hers, his]) {
        expect((await getPhoto(ctx, { id })).id).toBe(id)
        expect((await readRendition(ctx, { id, kind: 'thumb' })).contentType).toBe('image/webp')
      }
    }
    expect(await refusal(getPhoto(as(vera), alone))).toBe('not_found')
    for (const text of ['hers', 'his', 'Rome', 'Paris']) expect(await everything(as(vera))).not.toContain(text)
    expect(await everything(as(carl))).not.toContain('hers')
    expect(await everything(as(anna))).not.toContain('his')
    // What is in the album or somewhere else is not asked of the album.
    const either = filterOf({ q: `album:${album} or town:Rome` })
    expect(await countPhotos(as(vera), either)).toBe(0)
    expect(await countPhotos(as(vera), filterOf({ q: `-album:${album}` }))).toBe(0)
  }),
)

test(
  'strangers, administrators and nobody know nothing of it, nor of the members of a public album',
  shared(async ({ as, anonymous, anna, ben, ada, carl, vera, album, hers, his }) => {
    for (const ctx of [as(ben), as(ada), anonymous]) {
      expect(await refusal(getAlbum(ctx, album))).toBe('not_found')
      expect(await titlesIn(ctx, album)).toEqual([])
      for (const photo of [hers, his]) {
        expect(await refusal(getPhoto(ctx, photo))).toBe('not_found')
        expect(await refusal(readRendition(ctx, { id: photo.id, kind: 'preview' }))).toBe('not_found')
      }
      expect((await listAlbums(ctx, { limit: 10 })).items).toEqual([])
    }
    expect(await refusal(listMembers(as(ben), album))).toBe('not_found')
    expect(await refusal(putMember(as(ada), album, { username: ada.username, role: 'viewer' }))).toBe('not_found')
    await updateAlbum(as(anna), album, { visibility: 'public' })
    for (const ctx of [as(ben), anonymous]) {
      const seen = await getAlbum(ctx, album)
      expect([seen.role, seen.shared, seen.members, seen.count, seen.photos.items]).toEqual([
        null,
        false,
        undefined,
        0,
        [],
      ])
      expect(JSON.stringify(seen)).not.toMatch(new RegExp(`${carl.username}|${vera.username}`))
    }
    expect(await refusal(listMembers(as(ben), album))).toBe('not_found')
    expect(await refusal(putMember(as(ben), album, { username: ben.username, role: 'viewer' }))).toBe('forbidden')
    expect(await refusal(removeMember(as(ben), album, vera.username))).toBe('not_found')
    expect(await refusal(removeMember(as(ben), album, ben.username))).toBe('not_found')
  }),
)

test(
  'what the album says of itself depends on who asks',
  shared(async ({ as, anna, vera, carl, album }) => {
    const seen = async (person: typeof anna) => {
      const { role, shared, members, permissions, showLocation } = await getAlbum(as(person), album)
      return [role, shared, members, permissions.edit, permissions.addPhotos, showLocation]
    }
    expect(await seen(anna)).toEqual(['owner', true, 2, true, true, false])
    expect(await seen(vera)).toEqual(['viewer', true, 2, false, false, undefined])
    expect(await seen(carl)).toEqual(['contributor', true, 2, false, true, undefined])
    const names = async (person: typeof anna) =>
      (await listMembers(as(person), album)).items.map(({ username, role }) => [username, role])
    const all = [
      [vera.username, 'viewer'],
      [carl.username, 'contributor'],
    ].sort()
    for (const person of [anna, vera, carl]) expect((await names(person)).sort()).toEqual(all)
    const ids = async (person: typeof anna, query: object) =>
      (await listAlbums(as(person), { limit: 10, ...query })).items.map(({ id, count }) => [id, count])
    expect(await ids(vera, {})).toEqual([[album, 2]])
    expect(await ids(vera, { shared: true })).toEqual([[album, 2]])
    expect(await ids(vera, { owner: 'me' })).toEqual([])
    expect(await ids(anna, { shared: true })).toEqual([])
    expect(await refusal(listAlbums({ ...as(vera), actor: ANONYMOUS }, { limit: 10, shared: true }))).toBe(
      'unauthenticated',
    )
  }),
)

test(
  'the place and the original of the owner’s photos only where the album gives them, a contributor’s never through it',
  shared(async ({ db, as, anna, vera, carl, album, hers, his }) => {
    const place = async (person: typeof anna, photo: { id: string }) => {
      const one = await getPhoto(as(person), photo)
      const { items } = await listPhotos(as(person), { filter: filterOf({ album }) })
      const listed = items.find(({ id }) => id === photo.id)
      expect(listed?.place).toEqual(one.place)
      expect(listed?.permissions).toEqual(one.permissions)
      return [one.place?.town ?? null, one.location?.latitude ?? null, one.permissions.downloadOriginal]
    }
    const found = async (query: Record<string, string>) => {
      const filter = filterOf({ album, ...query })
      const count = await countPhotos(as(vera), filter)
      expect(await titlesIn(as(vera), album)).toEqual(['hers', 'his'])
      expect((await listPhotos(as(vera), { filter })).items).toHaveLength(count)
      return count
    }
    const mapped = async () => (await getMap(as(vera), { filter: filterOf({ album }), zoom: 3 })).count
    expect(await place(vera, hers)).toEqual([null, null, false])
    expect(await place(vera, his)).toEqual([null, null, false])
    expect([await found({ town: 'Rome' }), await found({ q: 'rome' }), await found({ hasLocation: 'true' })]).toEqual([
      0, 0, 0,
    ])
    expect(await found({ near: '52.5163,13.3777,10' })).toBe(0)
    expect(await found({ camera: 'leica' })).toBe(1)
    expect(await found({ q: 'secret-name' })).toBe(0)
    expect(await mapped()).toBe(0)
    expect((await getFacets(as(vera), filterOf({ album }), ['town'])).town).toEqual([])
    expect(await refusal(readOriginal(as(vera), hers))).toBe('not_found')
    expect(await refusal(requestDownload(as(vera), { select: { ids: [hers.id] } }))).toBe('forbidden')
    expect(await refusal(requestDownload(as(vera), { select: { filter: { album } } }))).toBe('unprocessable')

    await updateAlbum(as(anna), album, { showLocation: true, allowOriginals: true })
    expect(await place(vera, hers)).toEqual(['Rome', 52.5163, true])
    expect(await place(vera, his)).toEqual([null, null, false])
    expect(await place(anna, his)).toEqual([null, null, false])
    expect([await found({ town: 'Rome' }), await found({ q: 'rome' }), await found({ q: 'paris' })]).toEqual([1, 1, 0])
    expect(await mapped()).toBe(1)
    expect((await getFacets(as(vera), filterOf({ album }), ['town'])).town).toEqual([{ value: 'Rome', count: 1 }])
    expect((await readOriginal(as(vera), hers)).disposition).not.toContain('secret-name')
    expect((await requestDownload(as(vera), { select: { filter: { album } } })).photos).toBe(1)
    expect(await refusal(requestDownload(as(vera), { select: { ids: [his.id] } }))).toBe('forbidden')
    // A contributor shows others where photos were taken by their own account's setting.
    await db.update(users).set({ showLocation: true }).where(eq(users.id, carl.id))
    expect((await place(vera, his))[0]).toBe('Paris')
    // A public photo of the owner shows its place in the album, and not elsewhere.
    await db.update(photos).set({ visibility: 'public' }).where(eq(photos.id, hers.id))
    expect(await found({ town: 'Rome' })).toBe(1)
    expect(await countPhotos(as(vera), filterOf({ town: 'Rome' }))).toBe(0)
    expect((await listPhotos(as(vera), { filter: filterOf({ owner: anna.username }) })).items[0]?.place).toBeNull()
  }),
)

test(
  'only what is finished and not in the trash is shared',
  shared(async ({ db, as, anna, vera, album, hers, his }) => {
    for (const change of [
      { deletedAt: new Date() },
      { status: 'failed' as const },
      { status: 'processing' as const },
    ]) {
      await db.update(photos).set(change).where(eq(photos.id, his.id))
      for (const person of [anna, vera]) {
        expect(await titlesIn(as(person), album)).toEqual(['hers'])
        expect((await getAlbum(as(person), album)).count).toBe(1)
        expect(await refusal(getPhoto(as(person), his))).toBe('not_found')
      }
      await db.update(photos).set({ deletedAt: null, status: 'ready' }).where(eq(photos.id, his.id))
    }
    await trashPhoto(as(anna), hers)
    expect(await titlesIn(as(vera), album)).toEqual(['his'])
  }),
)
