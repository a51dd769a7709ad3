import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { photos } from '@/db/schema/photos'
import { shareLinks } from '@/db/schema/shares'
import { makePhoto } from '@/db/testing/factories'
import { createAlbum } from '../albums/create-album'
import { listAlbumPhotos } from '../albums/list-album-photos'
import { getPhoto } from '../photos/get-photo'
import { refusal } from '../photos/testing/refusal'
import { accepted, fileOf, uploaded } from '../photos/testing/upload'
import { inLastingWorld, inWorld, jpegBytes, sha256 } from '../photos/testing/world'
import { createAlbumLink, createLink } from '../shares/make-link'
import { deleteLink, listLinks, updateLink } from '../shares/own-links'
import { idsOf, inside, LINK_SECRET, ORIGIN, ready } from '../shares/testing/visitor'

import { requestUpload } from '../uploads/request-upload'
import { completeGuestUploads, discardGuestUpload } from './guest-uploads'
import { requestGuestUploads } from './request-guest-uploads'
import { added, announce, known, opened, STRANGER, sendAs } from './testing/guest'

beforeAll(() => {
  process.env.AUTH_SECRET = LINK_SECRET
})

/** On real connections: within one transaction Postgres looks at every key of a row that is new in it. */
const lasting = (run: Parameters<typeof inLastingWorld>[0]) => () => inLastingWorld(run)
const finish = { status: 'ready', thumbWidth: 512, thumbHeight: 384, previewWidth: 2048, previewHeight: 1536 } as const

describe('a photo that a visitor adds', () => {
  test(
    'arrives private, its owner’s, in the album, under the guest’s name; visitors see it when it is ready',
    lasting(async ({ db, anna, ben, as, row, jobs }) => {
      const { album, link, visitor } = await opened(as(anna), [])
      const oma = await known(visitor, 'Oma <b>')
      const id = await added(visitor, oma)
      expect(await row(id)).toMatchObject({ ownerId: anna.id, visibility: 'private', status: 'processing' })
      expect(await jobs('photo.process', id)).toHaveLength(1)
      expect(await idsOf(visitor)).toEqual([])
      await db.update(photos).set(finish).where(eq(photos.id, id))
      expect(await idsOf(visitor)).toEqual([id])
      expect((await listAlbumPhotos(as(anna), album.id, {})).items.map((photo) => photo.id)).toEqual([id])
      expect(await getPhoto(as(anna), { id })).toMatchObject({ guest: 'Oma <b>', albums: [{ id: album.id }] })
      expect(JSON.stringify(await getPhoto(visitor, { id }))).not.toContain('Oma')
      expect(await refusal(getPhoto(as(ben), { id }))).toBe('not_found')
      const mine = await makePhoto(db, anna.id, ready)
      expect(await getPhoto(as(anna), { id: mine.id })).toMatchObject({ guest: null })
      // No filter brings it before the visitors of another link.
      const mineToo = await makePhoto(db, anna.id, ready)
      const all = await createLink(as(anna), { select: { filter: { visibility: 'private' } } }, ORIGIN)
      expect((await idsOf(await inside(as(anna), all))).sort()).toEqual([mine.id, mineToo.id].sort())
      // The name stays when the link is gone.
      await deleteLink(as(anna), { linkId: link.id })
      expect(await getPhoto(as(anna), { id })).toMatchObject({ guest: 'Oma <b>' })
    }),
  )

  test(
    'stands at the end of a selection',
    inWorld(async ({ db, anna, as }) => {
      const first = await makePhoto(db, anna.id, ready)
      const select = { ids: [first.id] }
      const link = await createLink(as(anna), { select, allowUpload: true }, ORIGIN)
      const visitor = await inside(as(anna), link)
      const id = await added(visitor, await known(visitor, 'Oma'))
      await db.update(photos).set(finish).where(eq(photos.id, id))
      expect(await idsOf(visitor)).toEqual([first.id, id])
    }),
  )

  test(
    'has no place where a filter says what is shown',
    inWorld(async ({ anna, as }) => {
      const filter = { town: 'Berlin' }
      const smart = await createAlbum(as(anna), { title: 'B', description: '', visibility: 'private', filter })
      const made = [
        createAlbumLink(as(anna), smart.id, { allowUpload: true }, ORIGIN),
        createLink(as(anna), { select: { filter }, allowUpload: true }, ORIGIN),
      ]
      expect(await Promise.all(made.map(refusal))).toEqual(['unprocessable', 'unprocessable'])
      const link = await createAlbumLink(as(anna), smart.id, { allowPicks: true }, ORIGIN)
      const change = updateLink(as(anna), { linkId: link.id }, { allowUpload: true }, ORIGIN)
      expect(await refusal(change)).toBe('unprocessable')
    }),
  )
})

describe('what a guest learns', () => {
  test(
    'nothing of what the owner has: known and unknown bytes get the same answers and become photos',
    inWorld(async ({ anna, as, row }) => {
      const [known1, fresh] = [jpegBytes(), jpegBytes()]
      const before = await uploaded(as(anna), known1)
      const { visitor } = await opened(as(anna), [])
      const oma = await known(visitor, 'Oma')
      const tickets = await announce(visitor, oma, [known1, fresh])
      const shapes = tickets.map((ticket) => {
        const { photoId, url, ...rest } = accepted(ticket)
        return {
          ...rest,
          expiresAt: '',
          url: url.replace(photoId, 'ID'),
          resumable: rest.resumable?.replace(photoId, 'ID'),
        }
      })
      expect(shapes[0]).toEqual(shapes[1])
      expect(shapes[0]).toMatchObject({ duplicateOf: null, restores: false, copyIn: null })
      const ids = tickets.map((ticket) => accepted(ticket).photoId)
      await sendAs(visitor, oma, ids[0] ?? '', known1)
      await sendAs(visitor, oma, ids[1] ?? '', fresh)
      const done = await completeGuestUploads(visitor, oma.cookies, { photoIds: ids })
      expect(done.photos).toEqual(ids.map((id) => ({ id, status: 'processing', failure: null })))
      expect(await completeGuestUploads(visitor, oma.cookies, { photoIds: ids })).toEqual(done)
      // The owner is told that one is a copy.
      expect(await row(ids[0] ?? '')).toMatchObject({ copyOf: before, sha256: sha256(known1) })
      // Nor the other way round: bytes announced without their SHA-256 are not joined with what is known.
      const { sha256: _, ...unannounced } = fileOf(known1)
      const { reply } = await requestGuestUploads(visitor, oma, { files: [unannounced] })
      const again = accepted(reply.uploads[0]).photoId
      await sendAs(visitor, oma, again, known1)
      const { photos: third } = await completeGuestUploads(visitor, oma.cookies, { photoIds: [again] })
      expect(third).toEqual([{ id: again, status: 'processing', failure: null }])
    }),
  )

  test(
    'the owner’s own upload of the same bytes never becomes a guest’s, nor a guest’s another guest’s',
    inWorld(async ({ anna, as }) => {
      const data = jpegBytes()
      const { visitor } = await opened(as(anna), [])
      const [oma, opa] = [await known(visitor, 'Oma'), await known(visitor, 'Opa')]
      const ids = [await announce(visitor, oma, [data]), await announce(visitor, opa, [data])].map(
        ([ticket]) => accepted(ticket).photoId,
      )
      const own = await requestUpload(as(anna), { visibility: 'private', files: [fileOf(data)] })
      ids.push(accepted(own.uploads[0]).photoId)
      expect(new Set(ids).size).toBe(3)
      // The same guest goes on with what was begun.
      expect(accepted((await announce(visitor, oma, [data]))[0]).photoId).toBe(ids[0])
    }),
  )
})

describe('the door', () => {
  test(
    'opens an upload to its guest through its link, and to nobody else',
    inWorld(async ({ anna, ben, as }) => {
      const data = jpegBytes()
      const { visitor } = await opened(as(anna), [])
      const [second, foreign] = [await opened(as(anna), []), await opened(as(ben), [])]
      const [oma, opa] = [await known(visitor, 'Oma'), await known(visitor, 'Opa')]
      const photoId = accepted((await announce(visitor, oma, [data]))[0]).photoId
      const owned = await requestUpload(as(anna), { visibility: 'private', files: [fileOf(data)] })
      const own = accepted(owned.uploads[0]).photoId
      const tried = [
        [visitor, opa, photoId],
        [second.visitor, STRANGER, photoId],
        [foreign.visitor, STRANGER, photoId],
        [visitor, oma, own],
      ] as const
      for (const [link, guest, id] of tried) {
        const refused = [
          sendAs(link, guest, id, data),
          completeGuestUploads(link, guest.cookies, { photoIds: [id] }),
          discardGuestUpload(link, guest.cookies, id),
        ]
        expect(await Promise.all(refused.map(refusal))).toEqual(['not_found', 'not_found', 'not_found'])
      }
      await sendAs(visitor, oma, photoId, data)
      await completeGuestUploads(visitor, oma.cookies, { photoIds: [photoId] })
      // A photo by now: it is its owner's alone.
      expect(await refusal(sendAs(visitor, oma, photoId, data))).toBe('not_found')
      expect(await refusal(discardGuestUpload(visitor, oma.cookies, photoId))).toBe('not_found')
      expect(await refusal(requestGuestUploads(visitor, STRANGER, { files: [fileOf(data)] }))).toBe('invalid')
    }),
  )

  test(
    'closes in the middle: what was begun comes to nothing and goes',
    lasting(async ({ db, anna, as }) => {
      const data = jpegBytes()
      const { link, visitor } = await opened(as(anna), [])
      const oma = await known(visitor, 'Oma')
      const [sent, begun] = (await announce(visitor, oma, [data, jpegBytes()])).map((one) => accepted(one).photoId)
      await sendAs(visitor, oma, sent ?? '', data)
      await db
        .update(shareLinks)
        .set({ expiresAt: new Date(0) })
        .where(eq(shareLinks.id, link.id))
      expect(await refusal(completeGuestUploads(visitor, oma.cookies, { photoIds: [sent ?? ''] }))).toBe('not_found')
      // Of the one that expired it is swept within the hour, of the one that is revoked it goes with it.
      await deleteLink(as(anna), { linkId: link.id })
      expect(await db.select().from(photos).where(eq(photos.ownerId, anna.id))).toEqual([])
      expect(await refusal(completeGuestUploads(visitor, oma.cookies, { photoIds: [sent ?? ''] }))).toBe('not_found')
      expect(await refusal(sendAs(visitor, oma, begun ?? '', data))).toBe('not_found')
    }),
  )

  test(
    'takes what any upload takes: by content, length and SHA-256; what is no photo gives its room back',
    inWorld(async ({ anna, as }) => {
      const { link, visitor } = await opened(as(anna), [], { maxGuestFiles: 1 })
      const oma = await known(visitor, 'Oma')
      const html = Buffer.from('<html><script>alert(1)</script></html>'.padEnd(500))
      const files = [{ ...fileOf(html), name: 'a.jpg', mediaType: 'image/jpeg' }]
      const one = accepted((await requestGuestUploads(visitor, oma, { files })).reply.uploads[0]).photoId
      expect(await refusal(sendAs(visitor, oma, one, html))).toBe('unsupported_media')
      const [data, other] = [jpegBytes(900), jpegBytes(900)]
      const two = accepted((await announce(visitor, oma, [data]))[0]).photoId
      expect(await refusal(sendAs(visitor, oma, two, other))).toBe('unprocessable')
      expect(await refusal(sendAs(visitor, oma, two, data.subarray(1)))).toBe('invalid')
      expect(await refusal(completeGuestUploads(visitor, oma.cookies, { photoIds: [two] }))).toBe('conflict')
      await sendAs(visitor, oma, two, data)
      const many = {
        files: [
          { ...fileOf(data), mediaType: 'text/html' },
          { ...fileOf(data), bytes: 0 },
        ],
      }
      const { reply } = await requestGuestUploads(visitor, oma, many)
      expect(reply.uploads.map((ticket) => 'problem' in ticket && ticket.problem.code)).toEqual([
        'unsupported_media',
        'invalid',
      ])
      expect((await listLinks(as(anna), { limit: 9 }, ORIGIN)).items).toMatchObject([
        { id: link.id, maxGuestFiles: 1, guestFiles: 1, guestBytes: 900 },
      ])
    }),
  )
})
