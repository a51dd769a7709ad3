import { expect, test } from 'vitest'
import type { Database } from '@/db/client'
import { undoPhotos } from '../edits/undo-photos'
import { refusal } from '../photos/testing/refusal'
import { inWorld } from '../photos/testing/world'
import { resolveDuplicates } from './resolve-duplicates'
import { groupAt, settle, type Values } from './testing/group-at'
import { groupsOf } from './testing/prints'

async function oneGroup(db: Database, ownerId: string, values: Values[]) {
  const ids = await groupAt(db, ownerId, 0, values)
  await settle(db, ownerId)
  const [group] = await groupsOf(db, ownerId)
  return { groupId: group?.id ?? '', ids }
}

test(
  'of tags that only some may give the kept one has a part, and no field stands in two lists',
  inWorld(async ({ db, anna, as, row }) => {
    const { groupId, ids } = await oneGroup(db, anna.id, [
      { visibility: 'public' },
      { visibility: 'public', tags: ['open'], title: 'Open' },
      { tags: ['secret'], description: 'Secret' },
    ])
    const reply = await resolveDuplicates(as(anna), { groupId, keep: [ids[0]], action: 'trash' })
    const kept = reply.items.find(({ id }) => id === ids[0])
    expect(kept).toMatchObject({ merged: ['title'], partly: ['tags'], withheld: ['description'] })
    expect((await row(ids[0])).tags).toEqual(['open'])
  }),
)

test(
  'the asker may say the undo beforehand: known before the reply arrives, once',
  inWorld(async ({ db, anna, ben, as, row }) => {
    const { groupId, ids } = await oneGroup(db, anna.id, [{}, {}])
    const undo = '00000000-0000-4000-8000-00000000d0d0'
    const input = { groupId, keep: [ids[0]], action: 'trash' as const, undo }
    expect(await resolveDuplicates(as(anna), input)).toMatchObject({ undo, changed: 1 })
    expect(await refusal(undoPhotos(as(ben), { id: undo }))).toBe('not_found')
    await oneGroup(db, anna.id, [{}, {}])
    const [next] = await groupsOf(db, anna.id)
    const again = { ...input, groupId: next?.id ?? '', keep: next?.photos.slice(0, 1) ?? [] }
    expect(await refusal(resolveDuplicates(as(anna), again))).toBe('conflict')
    await undoPhotos(as(anna), { id: undo })
    expect((await row(ids[1])).deletedAt).toBeNull()
  }),
)
