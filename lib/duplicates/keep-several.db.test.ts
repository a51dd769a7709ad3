import { expect, test } from 'vitest'
import { undoPhotos } from '../edits/undo-photos'
import { inWorld } from '../photos/testing/world'
import { resolveDuplicates } from './resolve-duplicates'
import { groupAt, settle } from './testing/group-at'
import { groupsOf } from './testing/prints'

test(
  'several that are kept are no duplicates of each other from then on, until that is undone',
  inWorld(async ({ db, anna, as }) => {
    const [one, two] = await groupAt(db, anna.id, 0, [{}, {}, {}])
    await settle(db, anna.id)
    const groupId = (await groupsOf(db, anna.id))[0]?.id ?? ''
    const reply = await resolveDuplicates(as(anna), { groupId, keep: [one, two], action: 'trash' })
    expect(reply.items.map(({ outcome }) => outcome).sort()).toEqual(['kept', 'kept', 'trashed'])
    expect(await groupsOf(db, anna.id)).toEqual([])
    await undoPhotos(as(anna), { id: reply.undo ?? '' })
    await settle(db, anna.id)
    expect(await groupsOf(db, anna.id)).toMatchObject([{ id: groupId, size: 3 }])
  }),
)

test(
  'no duplicates of a group that is not shown as a whole are none of what is not shown either',
  inWorld(async ({ db, anna, as }) => {
    const sha256 = 'a'.repeat(64)
    const ids = await groupAt(db, anna.id, 0, [...Array.from({ length: 101 }, () => ({})), { sha256 }, { sha256 }])
    await settle(db, anna.id)
    const [group] = await groupsOf(db, anna.id)
    expect(group?.size).toBe(103)
    const shown = [...ids].sort().slice(0, 100)
    await resolveDuplicates(as(anna), {
      groupId: group?.id ?? '',
      keep: shown,
      photos: shown,
      action: 'not_duplicates',
    })
    const left = (await groupsOf(db, anna.id)).flatMap(({ photos }) => photos)
    expect(left.filter((id) => shown.includes(id))).toEqual([])
  }),
)

test(
  'what was taken back a moment ago is decided on again before the job has run',
  inWorld(async ({ db, anna, as, row }) => {
    const [one, two] = await groupAt(db, anna.id, 0, [{}, {}])
    await settle(db, anna.id)
    const groupId = (await groupsOf(db, anna.id))[0]?.id ?? ''
    const { undo } = await resolveDuplicates(as(anna), { groupId, keep: [one], action: 'trash' })
    await undoPhotos(as(anna), { id: undo ?? '' })
    expect(await groupsOf(db, anna.id)).toEqual([])
    await resolveDuplicates(as(anna), { groupId, keep: [two], action: 'trash', photos: [one, two] })
    expect((await row(one)).deletedAt).not.toBeNull()
    expect((await row(two)).deletedAt).toBeNull()
  }),
)
