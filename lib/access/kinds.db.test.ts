import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { makePhoto } from '@/db/testing/factories'
import { createAlbum } from '../albums/create-album'
import { getAlbum } from '../albums/get-album'
import { listAlbums } from '../albums/list-albums'
import { type Actor, isAdmin, requireAdmin, requireSession, requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { requestDownload } from '../downloads/request-download'
import { trashPhoto } from '../edits/trash-photo'
import { updatePhotos } from '../edits/update-photos'
import { readOriginal } from '../originals/read-original'
import { getPhoto } from '../photos/get-photo'
import { readRendition } from '../photos/read-rendition'
import { refusal } from '../photos/testing/refusal'
import { inWorld } from '../photos/testing/world'
import { filterOf } from '../search/language/filter'
import { countPhotos } from '../search/query/count'
import { getFacets } from '../search/query/facets'
import { getMap } from '../search/query/map'
import { listPhotos } from '../search/query/page'
import { suggest } from '../search/query/suggest'
import { getTimeline } from '../search/query/timeline'
import { listSources } from '../sources/manage/list-sources'
import { requestUpload } from '../uploads/request-upload'
import { owns } from './owners'

const everything = filterOf({})
const id = '00000000-0000-7000-8000-000000000001'

test('a link that opens nothing finds nothing, public or private, and changes nothing', () =>
  inWorld(async ({ db, store, anna, as }) => {
    const mine = { town: 'Berlin', latitude: 52.5, longitude: 13.4 }
    const open = await makePhoto(db, anna.id, { visibility: 'public', status: 'ready', ...mine })
    const closed = await makePhoto(db, anna.id, { visibility: 'private', status: 'ready', ...mine })
    const album = await createAlbum(as(anna), { title: 'Berlin', description: '', visibility: 'public' })
    expect(await countPhotos(as(anna), everything)).toBe(2)
    const rights = { allowDownload: true, showLocation: true, allowPicks: true, allowUpload: true }
    const link = { kind: 'link' as const, linkId: id, token: 'x', ownerId: anna.id, rights, dear: false }
    const actors: Actor[] = [
      { ...link, albumId: null, photos: sql`false` },
      { ...link, albumId: id, photos: sql`false` },
    ]
    for (const actor of actors) {
      const ctx: Context = { actor, db, store }
      expect(owns(actor, anna.id)).toBe(false)
      expect((await listPhotos(ctx, { filter: everything, limit: 10 })).items).toEqual([])
      expect(await countPhotos(ctx, everything)).toBe(0)
      expect((await listAlbums(ctx, { limit: 10 })).items).toEqual([])
      expect(await refusal(getTimeline(ctx, everything))).toBe('not_found')
      expect(await refusal(getMap(ctx, { filter: everything, zoom: 3 }))).toBe('not_found')
      expect(await refusal(getFacets(ctx, everything, ['town', 'owner']))).toBe('not_found')
      expect(await refusal(suggest(ctx, 'berl'))).toBe('not_found')
      for (const photo of [open, closed]) {
        const refused = [
          getPhoto(ctx, photo),
          readRendition(ctx, { id: photo.id, kind: 'thumb' }),
          readOriginal(ctx, photo),
        ]
        expect(await Promise.all(refused.map(refusal))).toEqual(['not_found', 'not_found', 'not_found'])
        expect(await refusal(trashPhoto(ctx, photo))).toBe('unauthenticated')
        expect(await refusal(requestDownload(ctx, { select: { ids: [photo.id] } }))).toBe('not_found')
      }
      expect(await refusal(getAlbum(ctx, album.id))).toBe('not_found')
      const select = { ids: [closed.id] }
      expect(await refusal(updatePhotos(ctx, { select, set: { visibility: 'public' } }))).toBe('unauthenticated')
      expect(await refusal(createAlbum(ctx, { title: 'Mine', description: '', visibility: 'private' }))).toBe(
        'unauthenticated',
      )
      expect(await refusal(listSources(ctx, { limit: 10 }))).toBe('unauthenticated')
      expect(await refusal(requestUpload(ctx, { files: [], visibility: 'private' }))).toBe('unauthenticated')
    }
  })())

test('a token finds what its person finds, and is no administrator', () =>
  inWorld(async ({ db, store, anna, ben, as }) => {
    await makePhoto(db, anna.id, { visibility: 'private', status: 'ready' })
    await makePhoto(db, ben.id, { visibility: 'public', status: 'ready' })
    const closed = await makePhoto(db, ben.id, { visibility: 'private', status: 'ready' })
    const { userId, username, name } = requireUser(as(anna).actor)
    const actor: Actor = { kind: 'token', tokenId: id, role: 'user', scopes: ['read'], userId, username, name }
    const ctx: Context = { actor, db, store }
    const found = await listPhotos(as(anna), { filter: everything, limit: 10 })
    expect(found.items).toHaveLength(2)
    expect(await listPhotos(ctx, { filter: everything, limit: 10 })).toEqual(found)
    for (const filter of [everything, filterOf({ owner: 'me' }), filterOf({ owner: username })]) {
      expect(await countPhotos(ctx, filter)).toBe(await countPhotos(as(anna), filter))
    }
    expect(await refusal(getPhoto(ctx, closed))).toBe('not_found')
    expect(isAdmin(actor)).toBe(false)
    for (const refused of [() => requireSession(actor), () => requireAdmin(actor)]) {
      expect(refused).toThrow(expect.objectContaining({ code: 'forbidden' }))
    }
  })())
