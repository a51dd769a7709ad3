import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Database } from '@/db/client'
import { makePhoto } from '@/db/testing/factories'
import { makeManyPhotos, rowsReadBy } from '@/db/testing/many-photos'
import { inWorld } from '../photos/testing/world'
import { listDuplicates } from './list-duplicates'
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
