import { makePhoto, makeUser } from '@/db/testing/factories'
import type { Context } from '../../context/context'
import { inWorld, type World } from '../../photos/testing/world'
import { filterOf } from '../../search/language/filter'
import { listPhotos } from '../../search/query/page'
import { addAlbumPhotos } from '../change-photos'
import { createAlbum } from '../create-album'
import { putMember } from '../members'

/** Anna's album with a photo of hers; Vera looks at it, Carl adds a photo of his, Ben is a stranger, Ada an administrator. */
async function sharing(world: World) {
  const { db, anna, ben, as } = world
  const [vera, carl, ada] = [await makeUser(db), await makeUser(db), await makeUser(db, { role: 'admin' })]
  const made = await createAlbum(as(anna), { title: 'Summer', description: '', visibility: 'private' })
  const hers = await makePhoto(db, anna.id, { title: 'hers', town: 'Rome', cameraModel: 'Leica', tags: ['sea'] })
  const alone = await makePhoto(db, anna.id, { title: 'alone', town: 'Oslo' })
  const his = await makePhoto(db, carl.id, { title: 'his', town: 'Paris' })
  await addAlbumPhotos(as(anna), made.id, [hers.id])
  await putMember(as(anna), made.id, { username: vera.username, role: 'viewer' })
  await putMember(as(anna), made.id, { username: carl.username, role: 'contributor' })
  await addAlbumPhotos(as(carl), made.id, [his.id])
  return { ...world, ben, vera, carl, ada, album: made.id, hers, alone, his }
}

type Sharing = Awaited<ReturnType<typeof sharing>>
/** A test in a world with a shared album, rolled back. */
export const shared = (run: (all: Sharing) => Promise<void>) => inWorld(async (world) => run(await sharing(world)))

/** The titles of what a person's list of an album holds. */
export async function titlesIn(ctx: Context, album: string): Promise<string[]> {
  return (await listPhotos(ctx, { filter: filterOf({ album }) })).items.map(({ title }) => title).sort()
}
