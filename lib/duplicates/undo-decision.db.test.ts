import { expect, test } from 'vitest'
import { deletePhotos, restorePhotos } from '../edits/trash-photos'
import { undoPhotos } from '../edits/undo-photos'
import { updatePhoto } from '../edits/update-photo'
import type { UpdatePhoto } from '../photos/edit-contract'
import { inWorld, type World } from '../photos/testing/world'
import { resolveDuplicates } from './resolve-duplicates'
import { resolveSafe } from './resolve-safe'
import { groupAt, SMALL, settle } from './testing/group-at'
import { groupsOf } from './testing/prints'

const GIVEN = { title: 'At sea', description: 'Waves', tags: ['sea', 'Lisbon'], rating: 3, favourite: true }

/** The kept one has got everything from the other one. */
async function decided({ db, anna, as }: World) {
  const [one, two] = await groupAt(db, anna.id, 0, [{ tags: ['Sea'] }, { ...SMALL, ...GIVEN }])
  await settle(db, anna.id)
  const [group] = await groupsOf(db, anna.id)
  const reply = await resolveDuplicates(as(anna), { groupId: group?.id ?? '', keep: [one], action: 'trash' })
  return { one, two, undo: reply.undo ?? '' }
}

const PLAIN = { title: '', description: '', tags: ['Sea'], rating: null, favourite: false, edited: [] }

const CASES: [string, UpdatePhoto, object, string[]][] = [
  ['nothing', {}, PLAIN, []],
  ['another field', { takenAt: null }, { ...PLAIN, edited: ['takenAt'] }, []],
  ['the title', { title: 'Mine' }, { ...PLAIN, title: 'Mine', edited: ['title'] }, ['title']],
  ['the title, as it was before', { title: '' }, { ...PLAIN, edited: ['title'] }, []],
  [
    'a tag that came along, another one gone',
    { tags: ['Sea', 'Lisbon', 'mine'] },
    { ...PLAIN, tags: ['Sea', 'mine'], edited: ['tags'] },
    [],
  ],
  ['all tags gone', { tags: [] }, { ...PLAIN, tags: [], edited: ['tags'] }, []],
  [
    'all of it',
    { title: 'A', description: 'B', rating: 1, favourite: false },
    { ...PLAIN, title: 'A', description: 'B', rating: 1, edited: ['description', 'rating', 'title'] },
    ['title', 'description', 'rating'],
  ],
]

test.each(CASES)('changed since, of the kept one: %s; the rest is taken back', (_what, patch, becomes, fields) =>
  inWorld(async (world) => {
    const { anna, as, db, row } = world
    const { one, two, undo } = await decided(world)
    if (Object.keys(patch).length > 0) await updatePhoto(as(anna), { id: one, patch })
    const reply = await undoPhotos(as(anna), { id: undo })
    expect(reply.kept).toEqual(fields.length > 0 ? [{ id: one, fields }] : undefined)
    expect(await row(one)).toMatchObject({ ...becomes, deletedAt: null })
    expect(await row(two)).toMatchObject({ ...GIVEN, deletedAt: null })
    await settle(db, anna.id)
    expect(await groupsOf(db, anna.id)).toMatchObject([{ photos: [one, two].sort() }])
  })(),
)

test(
  'what was brought back and moved to the trash again stays there, and is told',
  inWorld(async (world) => {
    const { anna, as, row } = world
    const { one, two, undo } = await decided(world)
    await restorePhotos(as(anna), { select: { ids: [two] } })
    await deletePhotos(as(anna), { select: { ids: [two] } })
    await world.db.execute(`update photos set deleted_at = deleted_at + interval '1 second' where id = '${two}'`)
    const { kept } = await undoPhotos(as(anna), { id: undo })
    expect(kept).toEqual([{ id: two, fields: ['deletedAt'] }])
    expect((await row(two)).deletedAt).not.toBeNull()
    expect(await row(one)).toMatchObject(PLAIN)
  }),
)

test(
  'a run over several groups is taken back around what was changed since',
  inWorld(async ({ db, anna, as, row }) => {
    const sha256 = 'c'.repeat(64)
    const first = await groupAt(db, anna.id, 0, [{ sha256 }, { sha256, title: 'One' }])
    const second = await groupAt(db, anna.id, 20, [
      { sha256: 'd'.repeat(64) },
      { sha256: 'd'.repeat(64), title: 'Two' },
    ])
    await settle(db, anna.id)
    const run = await resolveSafe(as(anna), { kind: 'same_bytes', limit: 20, dryRun: false })
    expect(run).toMatchObject({ groups: 2, changed: 2 })
    const kept = (await Promise.all(first.map(row))).find(({ deletedAt }) => deletedAt === null)?.id ?? ''
    await updatePhoto(as(anna), { id: kept, patch: { title: 'Mine' } })
    const reply = await undoPhotos(as(anna), { id: run.undo ?? '' })
    expect(reply.kept ?? []).toEqual(kept === first[0] ? [{ id: kept, fields: ['title'] }] : [])
    expect((await row(kept)).title).toBe('Mine')
    for (const id of [...first, ...second]) expect((await row(id)).deletedAt).toBeNull()
  }),
)
