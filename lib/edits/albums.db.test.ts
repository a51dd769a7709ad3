import { expect, test } from 'vitest'
import { makePhoto } from '@/db/testing/factories'
import { createAlbum } from '../albums/create-album'
import { getPhoto } from '../photos/get-photo'
import { renditionKey } from '../photos/keys'
import { refusal } from '../photos/testing/refusal'
import { inWorld } from '../photos/testing/world'
import { requestUpload } from '../uploads/request-upload'
import { updatePhotos } from './update-photos'

const HASH = 'b'.repeat(64)
const file = { name: 'a.jpg', bytes: 1000, mediaType: 'image/jpeg' }

test(
  'an upload goes into an album, known files too, and only the owner is told of it',
  inWorld(async ({ db, as, anna, ben, anonymous, store, row }) => {
    const known = await makePhoto(db, anna.id, { sha256: HASH, visibility: 'public' })
    store.plant(known.objectKey, Buffer.alloc(known.bytes))
    for (const kind of ['thumb', 'preview'] as const) store.plant(renditionKey(known.id, 1, kind), Buffer.from(kind))
    const album = await createAlbum(as(anna), { title: 'Sea', description: '', visibility: 'private' })
    const files = [file, { ...file, sha256: HASH }]
    const { uploads } = await requestUpload(as(anna), { visibility: 'private', album: album.id, files })
    const ids = uploads.map((ticket) => ('photoId' in ticket ? ticket.photoId : ''))
    expect(ids[1]).toBe(known.id)
    for (const id of ids) expect((await getPhoto(as(anna), { id })).albums).toEqual([{ id: album.id, title: 'Sea' }])
    expect((await row(known.id)).status).toBe('ready')
    for (const ctx of [as(ben), anonymous]) {
      expect(JSON.stringify(await getPhoto(ctx, { id: known.id }))).not.toContain('Sea')
    }
  }),
)

test(
  'nothing is reserved when the album is not one’s own',
  inWorld(async ({ db, as, anna, ben }) => {
    const bens = await createAlbum(as(ben), { title: 'Sea', description: '', visibility: 'public' })
    const upload = { visibility: 'private' as const, album: bens.id, files: [file] }
    expect(['not_found', 'forbidden']).toContain(await refusal(requestUpload(as(anna), upload)))
    expect(await db.query.photos.findMany({ where: (photos, { eq }) => eq(photos.ownerId, anna.id) })).toEqual([])
  }),
)

test(
  'a batch puts photos into an album and takes them out',
  inWorld(async ({ db, as, anna, ben }) => {
    const album = await createAlbum(as(anna), { title: 'Sea', description: '', visibility: 'private' })
    const bens = await createAlbum(as(ben), { title: 'Bens', description: '', visibility: 'private' })
    const photos = [await makePhoto(db, anna.id), await makePhoto(db, anna.id)]
    const select = { ids: photos.map(({ id }) => id) }
    const set = (album: { add?: string; remove?: string }) => updatePhotos(as(anna), { select, set: { album } })
    expect(await set({ add: album.id })).toMatchObject({ matched: 2, changed: 2 })
    expect(await set({ add: album.id })).toMatchObject({ matched: 2, changed: 0 })
    expect(await set({ remove: album.id })).toMatchObject({ matched: 2, changed: 2 })
    expect(await refusal(set({ add: bens.id }))).toBe('not_found')
  }),
)
