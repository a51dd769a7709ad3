import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { photos } from '@/db/schema/photos'
import { makePhoto } from '@/db/testing/factories'
import { addAlbumPhotos } from '../albums/change-photos'
import { getPhoto } from '../photos/get-photo'
import { inWorld } from '../photos/testing/world'
import { EVERYTHING } from '../search/language/filter'
import { countPhotos } from '../search/query/count'
import { anyPhoto, hiddenFields, hiddenPhoto, inSoManyWorlds, publicPhoto, WORLDS_MS } from '../search/testing/worlds'
import { listSimilar } from '../similar/list-similar'
import type { LinkContext } from './link-door'
import { createAlbumLink, createLink } from './make-link'
import { requestSharedDownload } from './request-shared-download'
import { getSharedLink, listSharedPhotos } from './shared-photos'
import { albumOf, inside, LINK_SECRET, ORIGIN } from './testing/visitor'

beforeAll(() => {
  process.env.AUTH_SECRET = LINK_SECRET
})

const FAR = { distance: 32, limit: 500, mirrored: 'true', rotated: 'true' } as const

/** All that a link tells its visitor, but for the id and the time of a zip. */
async function told(visitor: LinkContext): Promise<string> {
  const first = await listSharedPhotos(visitor, { limit: 2 })
  const all = await listSharedPhotos(visitor, {})
  const each = []
  for (const { id } of all.items) each.push(await getPhoto(visitor, { id }), await listSimilar(visitor, { id, ...FAR }))
  const zip = await requestSharedDownload(visitor, {}, 'here').then(
    ({ photos: many, bytes }) => [many, bytes],
    (error: { code?: string }) => error.code,
  )
  return JSON.stringify([await getSharedLink(visitor), first, all, each, await countPhotos(visitor, EVERYTHING), zip])
}

const several = <T>(photo: fc.Arbitrary<T>) => fc.array(photo, { minLength: 1, maxLength: 4 })

it(
  'what a link tells does not depend on what its owner and others keep to themselves',
  inWorld(async ({ db, anna, ben, as }) => {
    const property = fc.asyncProperty(
      several(publicPhoto),
      several(publicPhoto),
      several(hiddenPhoto),
      several(anyPhoto),
      fc.array(hiddenFields, { minLength: 4, maxLength: 4 }),
      async (own, bens, hidden, elsewhere, secrets) => {
        await db.execute(sql`savepoint world`)
        try {
          const ids: string[] = []
          // Private or not: in the link they are shown.
          for (const [n, photo] of own.entries())
            ids.push((await makePhoto(db, anna.id, { ...photo, visibility: n % 2 ? 'public' : 'private' })).id)
          const album = await albumOf(as(anna), ids)
          let position = 1_000
          const put = (id: string) =>
            db.execute(
              sql`insert into album_photos (album_id, photo_id, position) values (${album.id}, ${id}, ${position++})`,
            )
          for (const photo of bens) await put((await makePhoto(db, ben.id, photo)).id)
          const allow = { allowDownload: true }
          const links = [
            await createAlbumLink(as(anna), album.id, allow, ORIGIN),
            await createLink(as(anna), { select: { ids }, ...allow }, ORIGIN),
            await createLink(as(anna), { select: { filter: { album: album.id } }, ...allow }, ORIGIN),
          ]
          const tell = async () => {
            const all: string[] = []
            for (const link of links) all.push(await told(await inside(as(anna), link)))
            return all
          }
          const before = await tell()
          for (const photo of hidden) await put((await makePhoto(db, ben.id, photo)).id)
          const unfinished = await makePhoto(db, anna.id, { status: 'processing' })
          await addAlbumPhotos(as(anna), album.id, [unfinished.id])
          for (const photo of elsewhere) {
            await makePhoto(db, anna.id, photo)
            await makePhoto(db, ben.id, photo)
          }
          for (const [n, id] of ids.entries())
            await db
              .update(photos)
              .set(secrets[n] ?? {})
              .where(eq(photos.id, id))
          expect(await tell()).toEqual(before)
        } finally {
          await db.execute(sql`rollback to savepoint world`)
        }
      },
    )
    await fc.assert(property, inSoManyWorlds(20))
  }),
  WORLDS_MS,
)
