import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Database } from '@/db/client'
import { makePhoto } from '@/db/testing/factories'
import { makeManyPhotos, rowsReadBy } from '@/db/testing/many-photos'
import { undoPhotos } from '../edits/undo-photos'
import { inWorld } from '../photos/testing/world'
import { listDuplicates } from './list-duplicates'
import { resolveDuplicates } from './resolve-duplicates'
import { resolveSafe } from './resolve-safe'
import { settle, type Values } from './testing/group-at'
import { fieldsAt } from './testing/group-model'
import { groupsOf, printAt } from './testing/prints'

/** A shot of one camera, so many seconds after noon, in a row of pictures. */
const shotAt = (second: number, at: number): Values => ({ ...printAt(at), fileFields: fieldsAt(second) })

async function photosOf(db: Database, ownerId: string, shots: Values[]): Promise<string[]> {
  const ids = []
  for (const shot of shots) ids.push((await makePhoto(db, ownerId, shot)).id)
  await settle(db, ownerId)
  return ids
}

test(
  'shots of one camera in a row are a burst, however unlike; its neighbours in time, other cameras, sizes and owners are not',
  inWorld(async ({ db, anna, ben }) => {
    const nikon = { ...fieldsAt(2), camera: { ...fieldsAt(2).camera, make: 'NIKON', model: 'D500' } }
    const [one, two, three] = await photosOf(db, anna.id, [
      shotAt(0, 0),
      shotAt(2, 8),
      shotAt(5, 16),
      shotAt(16, 4),
      { ...shotAt(3, 12), fileFields: nikon },
      { ...shotAt(2, 20), width: 3000, height: 4000 },
      { ...shotAt(3, 18), hash: null },
    ])
    await photosOf(db, ben.id, [
      shotAt(1, 12),
      // Two cameras of one model.
      { ...shotAt(40, 0), exif: { exif: { SerialNumber: '1' } } },
      { ...shotAt(41, 6), exif: { exif: { SerialNumber: '2' } } },
    ])
    expect(await groupsOf(db, anna.id)).toMatchObject([{ kind: 'burst', photos: [one, two, three].sort() }])
    expect(await groupsOf(db, ben.id)).toEqual([])
  }),
)

test(
  'shots as alike as copies are a burst by their times, no duplicates, and nothing of them goes in bulk; a copy of one is its copy',
  inWorld(async ({ db, anna, as }) => {
    const [one, two, copy] = await photosOf(db, anna.id, [
      shotAt(0, 0),
      shotAt(1, 1),
      { ...shotAt(1, 1), width: 400, height: 300 },
    ])
    const groups = await groupsOf(db, anna.id)
    expect(groups.find(({ kind }) => kind === 'resaved')?.photos).toEqual([two, copy].sort())
    expect(groups.find(({ kind }) => kind === 'burst')?.photos).toEqual([one, two, copy].sort())
    const { items } = await listDuplicates(as(anna), { limit: 20 })
    expect(items.map(({ kind, size }) => [kind, size])).toEqual([['resaved', 2]])
    const { items: bursts } = await listDuplicates(as(anna), { limit: 20, kind: 'burst' })
    expect(bursts[0]?.pairs.map(({ kind }) => kind)).toEqual(['burst', 'burst'])
    const done = await resolveSafe(as(anna), { kind: 'resaved', limit: 50 })
    expect(done).toMatchObject({ changed: 1, groups: 1, left: 0 })
    await settle(db, anna.id)
    expect(await groupsOf(db, anna.id)).toMatchObject([{ kind: 'burst', photos: [one, two].sort() }])
  }),
)

test(
  'what was called a copy before times were looked at becomes a burst, and what was not found is found, by the work a migration leaves',
  inWorld(async ({ db, anna }) => {
    const ids = await photosOf(db, anna.id, [shotAt(0, 0), shotAt(1, 1), shotAt(3, 12)])
    const [a, b] = ids.slice(0, 2).sort()
    await db.execute(sql`delete from duplicate_pairs where owner_id = ${anna.id}`)
    await db.execute(sql`delete from duplicate_groups where owner_id = ${anna.id}`)
    await db.execute(sql`insert into duplicate_pairs values (${anna.id}, ${a}, ${b}, 6, 'resaved')`)
    await db.execute(
      sql`insert into duplicate_work (owner_id, photo_id, search) select owner_id, id, true from photos where owner_id = ${anna.id}`,
    )
    await settle(db, anna.id)
    expect(await groupsOf(db, anna.id)).toMatchObject([{ kind: 'burst', photos: [...ids].sort() }])
  }),
)

test(
  'a burst holds together when a shot in its middle goes to the trash, and takes it in again',
  inWorld(async ({ db, anna }) => {
    const ids = await photosOf(db, anna.id, [shotAt(0, 0), shotAt(2, 8), shotAt(3, 16)])
    const trash = async (when: Date | null) => {
      await db.execute(sql`update photos set deleted_at = ${when} where id = ${ids[1]}`)
      await settle(db, anna.id)
      return (await groupsOf(db, anna.id)).map(({ photos }) => photos)
    }
    expect(await trash(new Date())).toEqual([[ids[0], ids[2]].sort()])
    expect(await trash(null)).toEqual([[...ids].sort()])
  }),
)

test(
  'among thousands of photos few are read around a shot',
  inWorld(async ({ db, anna }) => {
    await makeManyPhotos(db, anna.id, 2000)
    await db.execute(sql`update photos set file_fields = jsonb_build_object('takenLocal', to_char(taken_local, 'YYYY-MM-DD"T"HH24:MI:SS.MS'),
      'camera', '{"make": "Canon", "model": "EOS R5"}'::jsonb)`)
    await db.execute(sql`delete from duplicate_work`)
    await db.execute(sql`analyze photos`)
    await makePhoto(db, anna.id, shotAt(0, 0))
    await makePhoto(db, anna.id, shotAt(1, 12))
    const read = await rowsReadBy(db, ['photos'], () => settle(db, anna.id))
    expect(read.photos).toBeLessThan(100)
    expect(await groupsOf(db, anna.id)).toMatchObject([{ kind: 'burst', size: 2 }])
  }),
)

test(
  'a burst of unlike shots is decided on for good: all of it kept, or some of it',
  inWorld(async ({ db, anna, as }) => {
    const ids = await photosOf(db, anna.id, [shotAt(0, 0), shotAt(2, 8), shotAt(4, 16), shotAt(6, 0)])
    const [burst] = await groupsOf(db, anna.id)
    expect(burst).toMatchObject({ kind: 'burst', photos: [...ids].sort() })
    const groupId = burst?.id ?? ''
    const all = await resolveDuplicates(as(anna), { groupId, keep: ids, action: 'not_duplicates' })
    expect(all).toMatchObject({ matched: 4, changed: 4 })
    await settle(db, anna.id)
    expect(await groupsOf(db, anna.id)).toEqual([])
    await undoPhotos(as(anna), { id: all.undo ?? '' })
    await settle(db, anna.id)
    expect(await groupsOf(db, anna.id)).toEqual([burst])
    const some = await resolveDuplicates(as(anna), { groupId, keep: ids.slice(0, 2), action: 'trash' })
    await settle(db, anna.id)
    expect(await groupsOf(db, anna.id)).toEqual([])
    await undoPhotos(as(anna), { id: some.undo ?? '' })
    await settle(db, anna.id)
    expect(await groupsOf(db, anna.id)).toEqual([burst])
  }),
)

test(
  'files of one name, camera and second are a pair however unlike: a raw file and its JPEG, HEIC and JPEG; no others',
  inWorld(async ({ db, anna }) => {
    const jpeg = { ...shotAt(0, 0), filename: 'IMG_1.JPG', mediaType: 'image/jpeg' }
    const raw = { ...shotAt(0, 16), filename: 'img_1.cr2', mediaType: 'image/cr2', width: 160, height: 120 }
    const heic = { ...shotAt(30, 0), filename: 'IMG_2.HEIC', mediaType: 'image/heic', hash: printAt(20).hash }
    const still = { ...shotAt(30, 4), filename: 'IMG_2.JPG', mediaType: 'image/jpeg', width: 400, height: 300 }
    const [one, two, three, four] = await photosOf(db, anna.id, [
      jpeg,
      raw,
      heic,
      still,
      // Another name; another second; an export.
      { ...raw, filename: 'IMG_3.CR2', hash: printAt(10).hash },
      { ...raw, fileFields: fieldsAt(50), hash: printAt(13).hash },
      { ...still, filename: 'IMG_2.PNG', mediaType: 'image/png', hash: printAt(7).hash },
    ])
    const groups = await groupsOf(db, anna.id)
    expect(groups.filter(({ kind }) => kind === 'companion').map(({ photos }) => photos)).toEqual(
      expect.arrayContaining([[one, two].sort(), [three, four].sort()]),
    )
    expect(groups).toHaveLength(2)
  }),
)
