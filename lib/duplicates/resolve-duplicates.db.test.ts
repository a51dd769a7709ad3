import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Database } from '@/db/client'
import { albumMembers, albumPhotos, albums } from '@/db/schema/albums'
import type { photos } from '@/db/schema/photos'
import { sources } from '@/db/schema/sources'
import { makePhoto } from '@/db/testing/factories'
import type { Context } from '../context/context'
import { undoPhotos } from '../edits/undo-photos'
import { refusal } from '../photos/testing/refusal'
import { inWorld } from '../photos/testing/world'
import type { ResolveDuplicates } from './contract'
import { keepSome } from './keep-groups'
import { listDuplicates } from './list-duplicates'
import { resolveDuplicates } from './resolve-duplicates'
import { groupsOf, printAt } from './testing/prints'

type Values = Partial<typeof photos.$inferInsert>

const PLAIN: Values = { title: '', tags: [], takenLocal: null, latitude: null, longitude: null }

/** Photos that make one group: the first is the one to keep. */
async function oneGroup(db: Database, ownerId: string, values: Values[]) {
  const made = []
  for (const [n, each] of values.entries()) {
    const addedAt = new Date(Date.UTC(2024, 0, 1 + n))
    made.push(await makePhoto(db, ownerId, { ...printAt(0), ...PLAIN, addedAt, ...each }))
  }
  while (await keepSome(db, ownerId));
  const [group] = await groupsOf(db, ownerId)
  return { groupId: group?.id ?? '', ids: made.map(({ id }) => id) as [string, string, ...string[]] }
}

async function makeAlbum(db: Database, ownerId: string, photoIds: string[], values = {}) {
  const [album] = await db
    .insert(albums)
    .values({ ownerId, title: 'Album', ...values })
    .returning({ id: albums.id })
  const albumId = album?.id ?? ''
  await db.insert(albumPhotos).values(photoIds.map((photoId, position) => ({ albumId, photoId, position })))
  return albumId
}

async function inside(db: Database, albumId: string): Promise<string[]> {
  const rows = await db.select({ id: albumPhotos.photoId }).from(albumPhotos).where(eq(albumPhotos.albumId, albumId))
  return rows.map(({ id }) => id).sort()
}

test(
  'what goes gives all it had to what is kept, and undo takes it back',
  inWorld(async ({ db, anna, as, row }) => {
    const { groupId, ids } = await oneGroup(db, anna.id, [
      { tags: ['Sea'] },
      { title: 'At sea', description: 'Waves', tags: ['sea', 'Lisbon'], rating: 3, width: 400, height: 300 },
      { title: 'Other', rating: 5, favourite: true, width: 400, height: 300 },
    ])
    const [kept, ...others] = ids
    const album = await makeAlbum(db, anna.id, others)
    const before = await Promise.all(ids.map(row))
    const reply = await resolveDuplicates(as(anna), { groupId, keep: [kept], action: 'trash', photos: ids })
    expect(reply).toMatchObject({ matched: 3, changed: 3 })
    const mine = reply.items.find(({ id }) => id === kept)
    expect(mine).toEqual({
      id: kept,
      outcome: 'kept',
      merged: ['title', 'description', 'tags', 'rating', 'favourite', 'albums'],
      partly: [],
      withheld: [],
    })
    expect(
      reply.items
        .filter(({ outcome }) => outcome === 'trashed')
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...others].sort())
    expect(await row(kept)).toMatchObject({
      title: 'At sea',
      description: 'Waves',
      tags: ['Sea', 'Lisbon'],
      rating: 5,
      favourite: true,
      visibility: 'private',
      deletedAt: null,
    })
    expect(await inside(db, album)).toEqual([...ids].sort())
    for (const id of others) expect((await row(id)).deletedAt).not.toBeNull()
    expect(await groupsOf(db, anna.id)).toEqual([])
    expect((await listDuplicates(as(anna), { limit: 20 })).items).toEqual([])

    await undoPhotos(as(anna), { id: reply.undo ?? '' })
    const after = await Promise.all(ids.map(row))
    const told = ({ title, description, tags, rating, favourite, edited, deletedAt }: (typeof after)[number]) => ({
      title,
      description,
      tags,
      rating,
      favourite,
      edited,
      deletedAt,
    })
    expect(after.map(told)).toEqual(before.map(told))
    expect(await inside(db, album)).toEqual([...others].sort())
    while (await keepSome(db, anna.id));
    expect(await groupsOf(db, anna.id)).toMatchObject([{ id: groupId, photos: [...ids].sort() }])
  }),
)

test(
  'what a person has set on the kept one stays',
  inWorld(async ({ db, anna, as, row }) => {
    const set = { title: 'Mine', description: 'My words', rating: 0, favourite: true }
    const { groupId, ids } = await oneGroup(db, anna.id, [set, { title: 'Other', description: 'Words', rating: 4 }])
    const reply = await resolveDuplicates(as(anna), { groupId, keep: [ids[0]], action: 'trash' })
    expect(reply.items.find(({ id }) => id === ids[0])).toMatchObject({ merged: [] })
    expect(await row(ids[0])).toMatchObject(set)
  }),
)

test(
  'nothing is seen by more people: a public photo gets nothing of a private one, a private one stays private',
  inWorld(async ({ db, anna, as, row }) => {
    const text = { title: 'Secret', description: 'Words', tags: ['secret'], rating: 4, favourite: true }
    const { groupId, ids } = await oneGroup(db, anna.id, [{ visibility: 'public' }, text])
    const album = await makeAlbum(db, anna.id, [ids[1]])
    const reply = await resolveDuplicates(as(anna), { groupId, keep: [ids[0]], action: 'trash' })
    expect(reply.items.find(({ id }) => id === ids[0])).toMatchObject({
      merged: [],
      withheld: ['title', 'description', 'tags', 'rating', 'favourite', 'albums'],
    })
    expect(await row(ids[0])).toMatchObject({ title: '', description: '', tags: [], visibility: 'public' })
    expect(await inside(db, album)).toEqual([ids[1]])
  }),
)

test(
  'a public photo that goes makes nothing public',
  inWorld(async ({ db, anna, as, row }) => {
    const { groupId, ids } = await oneGroup(db, anna.id, [{}, { visibility: 'public', title: 'Shown' }])
    await resolveDuplicates(as(anna), { groupId, keep: [ids[0]], action: 'trash' })
    expect(await row(ids[0])).toMatchObject({ visibility: 'private', title: 'Shown' })
  }),
)

test(
  'into an album that others see the kept photo goes only with the same bytes and place',
  inWorld(async ({ db, anna, ben, as }) => {
    const sha256 = 'e'.repeat(64)
    const { groupId, ids } = await oneGroup(db, anna.id, [
      { sha256 },
      { sha256 },
      {},
      { sha256, latitude: 1, longitude: 2 },
    ])
    const [kept, same, other, elsewhere] = ids as [string, string, string, string]
    const shared = await Promise.all([same, other, elsewhere].map((id) => makeAlbum(db, anna.id, [id])))
    for (const albumId of shared) await db.insert(albumMembers).values({ albumId, userId: ben.id, role: 'viewer' })
    const bens = await makeAlbum(db, ben.id, [other])
    await db.insert(albumMembers).values({ albumId: bens, userId: anna.id, role: 'contributor' })
    const reply = await resolveDuplicates(as(anna), { groupId, keep: [kept], action: 'trash' })
    const [first, ...rest] = shared as [string, string, string]
    expect(await inside(db, first)).toContain(kept)
    for (const albumId of [...rest, bens]) expect(await inside(db, albumId)).not.toContain(kept)
    expect(reply.items.find(({ id }) => id === kept)).toMatchObject({ merged: [], partly: ['albums'], withheld: [] })
  }),
)

test(
  'photos that are said to be none stay apart, also when they come again; undo takes that back',
  inWorld(async ({ db, anna, as }) => {
    const { groupId, ids } = await oneGroup(db, anna.id, [{}, {}, {}])
    const [kept] = ids
    const reply = await resolveDuplicates(as(anna), { groupId, keep: [kept], action: 'not_duplicates' })
    expect(reply).toMatchObject({ matched: 3, changed: 1 })
    expect(reply.items.map(({ outcome }) => outcome).sort()).toEqual(['kept', 'unchanged', 'unchanged'])
    const others = ids.filter((id) => id !== kept).sort()
    expect(await groupsOf(db, anna.id)).toMatchObject([{ photos: others }])
    // The same content once more, under another id: a source that was read again.
    const [row] = (await db.execute<{ sha256: string }>(sql`delete from photos where id = ${kept} returning sha256`))
      .rows
    const again = await makePhoto(db, anna.id, { ...printAt(0), ...PLAIN, sha256: row?.sha256 ?? '' })
    while (await keepSome(db, anna.id));
    expect(await groupsOf(db, anna.id)).toMatchObject([{ photos: others }])
    await undoPhotos(as(anna), { id: reply.undo ?? '' })
    await db.execute(
      sql`insert into duplicate_work (owner_id, photo_id, search) values (${anna.id}, ${again.id}, false)`,
    )
    while (await keepSome(db, anna.id));
    expect(await groupsOf(db, anna.id)).toMatchObject([{ photos: [...others, again.id].sort() }])
  }),
)

test(
  'all of a group said to be none: the group is gone for good, for its owner alone',
  inWorld(async ({ db, anna, ben, as }) => {
    const sha256 = 'f'.repeat(64)
    await oneGroup(db, ben.id, [{ sha256 }, { sha256 }])
    const { groupId, ids } = await oneGroup(db, anna.id, [{ sha256 }, { sha256 }])
    await resolveDuplicates(as(anna), { groupId, keep: ids, action: 'not_duplicates' })
    await makePhoto(db, anna.id, { ...printAt(0), ...PLAIN, sha256 })
    await makePhoto(db, ben.id, { ...printAt(0), ...PLAIN, sha256 })
    for (const { id } of [anna, ben]) while (await keepSome(db, id));
    expect(await groupsOf(db, anna.id)).toEqual([])
    expect(await groupsOf(db, ben.id)).toMatchObject([{ size: 3 }])
  }),
)

test(
  'what does not fit changes nothing: foreign groups and photos, others than those shown, nobody',
  inWorld(async ({ db, anna, ben, as, anonymous, row }) => {
    const { groupId, ids } = await oneGroup(db, anna.id, [{}, {}])
    const alone = await makePhoto(db, anna.id, { ...printAt(20), ...PLAIN })
    const foreign = await makePhoto(db, ben.id, { ...printAt(0), ...PLAIN })
    const ask = (ctx: Context, input: Partial<ResolveDuplicates> & { groupId?: string }) =>
      refusal(resolveDuplicates(ctx, { groupId, keep: [ids[0]], action: 'trash', ...input }))
    expect(await ask(as(ben), {})).toBe('not_found')
    expect(await ask(anonymous, {})).toBe('unauthenticated')
    expect(await ask(as(anna), { groupId: alone.id })).toBe('not_found')
    expect(await ask(as(anna), { keep: [ids[0], foreign.id] })).toBe('unprocessable')
    expect(await ask(as(anna), { keep: [alone.id] })).toBe('unprocessable')
    expect(await ask(as(anna), { keep: [foreign.id], action: 'not_duplicates' })).toBe('unprocessable')
    expect(await ask(as(anna), { photos: [...ids, alone.id] })).toBe('conflict')
    expect(await ask(as(anna), { keep: [alone.id], photos: [...ids, alone.id] })).toBe('conflict')
    for (const id of [...ids, alone.id, foreign.id]) expect((await row(id)).deletedAt).toBeNull()
    expect(await groupsOf(db, anna.id)).toMatchObject([{ id: groupId, size: 2 }])
    expect((await db.execute(sql`select from not_duplicates where owner_id in (${anna.id}, ${ben.id})`)).rows).toEqual(
      [],
    )
  }),
)

test(
  'the file of a source is only hidden',
  inWorld(async ({ db, anna, as, row, jobs }) => {
    const source = { ownerId: anna.id, name: 'Folder', kind: 'directory' as const, path: '/photos' }
    const [made] = await db
      .insert(sources)
      .values(source as typeof sources.$inferInsert)
      .returning({ id: sources.id })
    const sourceId = made?.id ?? ''
    const { groupId, ids } = await oneGroup(db, anna.id, [{}, { sourceId, sourceKey: 'a/one.jpg' }])
    await resolveDuplicates(as(anna), { groupId, keep: [ids[0]], action: 'trash' })
    expect(await row(ids[1])).toMatchObject({ sourceId, sourceKey: 'a/one.jpg' })
    expect((await row(ids[1])).deletedAt).not.toBeNull()
    expect(await jobs('objects.delete', ids[1])).toEqual([])
  }),
)
