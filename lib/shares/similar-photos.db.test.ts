import { beforeAll, expect, test } from 'vitest'
import { albumPhotos } from '@/db/schema/albums'
import { makePhoto } from '@/db/testing/factories'
import { inWorld } from '../photos/testing/world'
import { listSimilar } from '../similar/list-similar'
import type { LinkContext } from './link-door'
import { createAlbumLink, createLink } from './make-link'
import { albumOf, inside, LINK_SECRET, ORIGIN, ready } from './testing/visitor'

beforeAll(() => {
  process.env.AUTH_SECRET = LINK_SECRET
})

const PRINT = { hash: '0110'.repeat(32), detail: '0011'.repeat(128), ...ready }
const QUERY = { distance: 10, limit: 100, mirrored: 'false', rotated: 'false' } as const

/** The ids of what looks like a photo, or why there are none. */
const similarTo = (visitor: LinkContext, id: string) =>
  listSimilar(visitor, { id, ...QUERY }).then(
    ({ items }) => items.map(({ photo }) => photo.id).sort(),
    (error: { code?: string }) => error.code,
  )

test(
  'a link shows what looks like one of its photos among its own photos alone',
  inWorld(async ({ db, anna, ben, as }) => {
    const seed = await makePhoto(db, anna.id, PRINT)
    const like = await makePhoto(db, anna.id, PRINT)
    const outside = await makePhoto(db, anna.id, PRINT)
    const open = await makePhoto(db, anna.id, { ...PRINT, visibility: 'public' })
    const bens = await makePhoto(db, ben.id, { ...PRINT, visibility: 'public' })
    const trashed = await makePhoto(db, anna.id, { ...PRINT, deletedAt: new Date() })
    const album = await albumOf(as(anna), [seed.id, like.id, trashed.id])
    for (const link of [
      await createAlbumLink(as(anna), album.id, {}, ORIGIN),
      await createLink(as(anna), { select: { ids: [seed.id, like.id] } }, ORIGIN),
      await createLink(as(anna), { select: { filter: { album: album.id } } }, ORIGIN),
    ]) {
      const visitor = await inside(as(anna), link)
      expect(await similarTo(visitor, seed.id)).toEqual([like.id])
      for (const { id } of [outside, open, bens, trashed]) expect(await similarTo(visitor, id)).toBe('not_found')
      expect(await similarTo(visitor, '0190b0a0-0000-7000-8000-000000000001')).toBe('not_found')
    }
    const mixed = await albumOf(as(anna), [seed.id])
    await db.insert(albumPhotos).values({ albumId: mixed.id, photoId: bens.id, position: 1_000 })
    const visitor = await inside(as(anna), await createAlbumLink(as(anna), mixed.id, {}, ORIGIN))
    expect([await similarTo(visitor, bens.id), await similarTo(visitor, seed.id)]).toEqual([[seed.id], [bens.id]])
  }),
)
