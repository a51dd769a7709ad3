import { expect, test } from 'vitest'
import { makePhoto } from '@/db/testing/factories'
import type { BatchSet } from '../photos/batch-contract'
import { refusal } from '../photos/testing/refusal'
import { inWorld } from '../photos/testing/world'
import { undoPhotos } from './undo-photos'
import { updatePhotos } from './update-photos'

test(
  'one moment for all own ones, with the guess at others gone; nobody sets that of another’s',
  inWorld(async (world) => {
    const one = await makePhoto(world.db, world.anna.id)
    const undated = await makePhoto(world.db, world.anna.id, { takenLocal: null, takenOffset: null })
    const guessed = await makePhoto(world.db, world.anna.id, {
      takenLocal: null,
      takenOffset: null,
      fileModifiedAt: new Date('2020-01-02T03:04:05Z'),
    })
    const bens = await makePhoto(world.db, world.ben.id, { visibility: 'public' })
    const ids = [one.id, undated.id, guessed.id]
    const at = '1987-06-05T10:20:30'
    const change = (chosen: string[], set: BatchSet) =>
      updatePhotos(world.as(world.anna), { select: { ids: chosen }, set })
    expect(await change(ids, { takenAt: { at } })).toMatchObject({ matched: 3, changed: 3 })
    for (const id of ids)
      expect(await world.row(id)).toMatchObject({
        takenLocal: '1987-06-05 10:20:30',
        takenOffset: null,
        edited: ['takenAt'],
      })
    expect(await refusal(change([one.id, bens.id], { takenAt: { at: null } }))).toBe('not_found')
    expect((await world.row(one.id)).takenLocal).not.toBeNull()
    expect((await world.row(bens.id)).takenLocal).toBe('2023-08-10 14:03:00')
    expect(await refusal(change(ids, { takenAt: { at: '2023-02-30T00:00:00' } }))).toBe('invalid')
  }),
)

test(
  'a date that is taken away takes the guess with it, and undo brings both back',
  inWorld(async (world) => {
    const guessed = await makePhoto(world.db, world.anna.id, {
      takenLocal: null,
      takenOffset: null,
      fileModifiedAt: new Date('2020-01-02T03:04:05Z'),
    })
    const select = { ids: [guessed.id] }
    const emptied = await updatePhotos(world.as(world.anna), { select, set: { takenAt: { at: null } } })
    expect(emptied.changed).toBe(1)
    expect((await world.row(guessed.id)).takenSort).toBe('-infinity')
    expect(await updatePhotos(world.as(world.anna), { select, set: { takenAt: { at: null } } })).toMatchObject({
      changed: 0,
    })
    await undoPhotos(world.as(world.anna), { id: emptied.undo ?? '' })
    expect(await world.row(guessed.id)).toMatchObject({ edited: [], takenSort: '2020-01-02 03:04:05' })
  }),
)
