// Nothing half-written stays with the owner when a link ends while somebody adds photos through it.
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { photos } from '@/db/schema/photos'
import { shareLinks } from '@/db/schema/shares'
import { users } from '@/db/schema/users'
import { deleteAlbum } from '../albums/delete-album'
import { refusal } from '../photos/testing/refusal'
import { accepted } from '../photos/testing/upload'
import { inLastingWorld, inWorld, jpegBytes, type World } from '../photos/testing/world'
import { deleteLink, updateLink } from '../shares/own-links'
import { LINK_SECRET, ORIGIN } from '../shares/testing/visitor'
import { expireUploads } from '../uploads/expire-uploads'
import { added, announce, known, opened, sendAs } from './testing/guest'

beforeAll(() => {
  process.env.AUTH_SECRET = LINK_SECRET
})

interface Open {
  link: { id: string }
  album: { id: string }
}
type Ending = (world: World, open: Open) => Promise<unknown>

const ofLink = ({ link }: Open) => eq(shareLinks.id, link.id)
const expire: Ending = ({ db }, open) =>
  db
    .update(shareLinks)
    .set({ expiresAt: new Date(0) })
    .where(ofLink(open))
const disable: Ending = ({ db, anna }) => db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, anna.id))

const ENDINGS: [string, Ending][] = [
  ['is revoked', ({ as, anna }, { link }) => deleteLink(as(anna), { linkId: link.id })],
  [
    'takes no photos',
    ({ as, anna }, { link }) => updateLink(as(anna), { linkId: link.id }, { allowUpload: false }, ORIGIN),
  ],
  ['loses its album', ({ as, anna }, { album }) => deleteAlbum(as(anna), album.id, false)],
]

const rowsOf = ({ db, anna }: World) =>
  db.select({ id: photos.id, status: photos.status }).from(photos).where(eq(photos.ownerId, anna.id))

describe('a link that ends while photos come through it', () => {
  it.each([...ENDINGS, ['expires', expire], ['loses its owner', disable]] as [string, Ending][])(
    '%s: what was on its way is gone, row and bytes',
    (_, end) =>
      inWorld(async (world) => {
        const open = await opened(world.as(world.anna), [])
        const oma = await known(open.visitor, 'Oma')
        const data = jpegBytes()
        const [ticket] = await announce(open.visitor, oma, [data])
        world.store.before = async (operation) => {
          if (operation === 'put') await end(world, open)
        }
        expect(await refusal(sendAs(open.visitor, oma, accepted(ticket).photoId, data))).toBe('not_found')
        expect(await rowsOf(world)).toEqual([])
        // Deleted at once, or by the job that exists with it.
        const { photoId } = accepted(ticket)
        const deleted = (await world.jobs('objects.delete', photoId)).flatMap(({ payload }) => payload.keys)
        for (const key of world.store.objects.keys()) expect(deleted).toContain(key)
      })(),
  )

  // On real connections: within one transaction Postgres looks at every key of a row that is new in it.
  it.each(ENDINGS)('%s: what was announced or sent goes, what was finished stays', (_, end) =>
    inLastingWorld(async (world) => {
      const open = await opened(world.as(world.anna), [])
      const oma = await known(open.visitor, 'Oma')
      const kept = await added(open.visitor, oma)
      const data = jpegBytes()
      const [sent] = await announce(open.visitor, oma, [data, jpegBytes()])
      await sendAs(open.visitor, oma, accepted(sent).photoId, data)
      expect(await rowsOf(world)).toHaveLength(3)
      await end(world, open)
      expect(await rowsOf(world)).toEqual([{ id: kept, status: 'processing' }])
    }),
  )

  it('expires between two requests: the next sweep takes it, and nothing of links that go on', () =>
    inWorld(async (world) => {
      const [ended, goesOn] = [await opened(world.as(world.anna), []), await opened(world.as(world.anna), [])]
      await announce(ended.visitor, await known(ended.visitor, 'Oma'), [jpegBytes()])
      const [ticket] = await announce(goesOn.visitor, await known(goesOn.visitor, 'Opa'), [jpegBytes()])
      await expire(world, ended)
      await expireUploads(world.system)
      expect(await rowsOf(world)).toEqual([{ id: accepted(ticket).photoId, status: 'uploading' }])
    })())
})
