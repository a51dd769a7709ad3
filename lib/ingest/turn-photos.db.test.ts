// Photos that their owner turns: the pictures follow, and the file stays.
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { undoPhotos } from '../edits/undo-photos'
import { updatePhoto } from '../edits/update-photo'
import { updatePhotos } from '../edits/update-photos'
import type { DecodeInput } from '../imaging/decoder/decoder-pool'
import { getPhoto } from '../photos/get-photo'
import { renditionKey } from '../photos/keys'
import { waiting } from '../photos/testing/process'
import { decodedOf, inWorld, type World } from '../photos/testing/world'
import { processAnew } from './attempt'
import { processPhoto } from './process'
import { turnPhotos } from './turn-photos'

/** A decoder that draws as it is told to, and notes how. */
function drawing(data: Buffer) {
  const turns: (number | undefined)[] = []
  const decode = async ({ body, turn }: DecodeInput) => {
    for await (const _ of body) {
    }
    turns.push(turn)
    const size = (turn ?? 0) % 2 === 1 ? { width: 384, height: 512 } : { width: 512, height: 384 }
    return decodedOf(data, { thumb: { data: Buffer.from(`turned ${turn}`), ...size }, hash: '10'.repeat(64) })
  }
  return { turns, tools: { decoder: { decode }, signal: new AbortController().signal, locate: async () => null } }
}

async function ready(world: World) {
  const { id, data } = await waiting(world)
  const draw = drawing(data)
  await processPhoto(world.system, { photoId: id }, draw.tools)
  draw.turns.length = 0
  const work = () => turnPhotos(world.system, { photoIds: [id] }, draw.tools)
  return { id, draw, work, anna: world.as(world.anna) }
}

test(
  'the edit is there at once, the pictures a moment later under a new address; the original is not read',
  inWorld(async (world) => {
    const { id, draw, work, anna } = await ready(world)
    const { objectKey, sha256 } = await world.row(id)
    const edited = await updatePhoto(anna, { id, patch: { rotation: 90 } })
    expect(edited).toMatchObject({
      rotation: 90,
      width: 3000,
      height: 4000,
      edited: ['rotation'],
      renditions: { rotation: 0 },
    })
    expect(await world.jobs('photos.turn', id)).toHaveLength(1)
    world.store.calls.length = 0
    await work()
    const turned = await getPhoto(anna, { id })
    expect(turned).toMatchObject({ rotation: 90, width: 3000, height: 4000, renditions: { rotation: 90 } })
    expect(turned.renditions?.thumb).toMatchObject({ width: 384, height: 512, url: expect.stringContaining('v=2') })
    expect(await world.row(id)).toMatchObject({ objectKey, sha256, hash: '10'.repeat(64), revision: 2 })
    expect(draw.turns).toEqual([1])
    expect(world.store.calls.filter((call) => call.includes('originals/'))).toEqual([])
    expect(world.store.objects.has(renditionKey(id, 1, 'thumb'))).toBe(false)
    expect(world.store.objects.has(renditionKey(id, 2, 'preview'))).toBe(true)
    await work()
    expect(draw.turns).toEqual([1])
  }),
)

test(
  'what is drawn goes from what is shown to what is wanted, and a reset goes back',
  inWorld(async (world) => {
    const { id, draw, work, anna } = await ready(world)
    await updatePhoto(anna, { id, patch: { rotation: 270 } })
    await work()
    await updatePhoto(anna, { id, patch: { rotation: 90 } })
    await work()
    expect(await updatePhoto(anna, { id, patch: { reset: ['rotation'] } })).toMatchObject({ rotation: 0, edited: [] })
    await work()
    expect(draw.turns).toEqual([3, 2, 3])
    expect(await world.row(id)).toMatchObject({ turn: 0, drawnTurn: 0, width: 4000, height: 3000, revision: 4 })
  }),
)

test(
  'a turn that comes while it is drawn is not lost',
  inWorld(async (world) => {
    const { id, draw, anna } = await ready(world)
    await updatePhoto(anna, { id, patch: { rotation: 90 } })
    const decode = async (input: DecodeInput) => {
      if (draw.turns.length === 0) await updatePhoto(anna, { id, patch: { rotation: 180 } })
      return draw.tools.decoder.decode(input)
    }
    await turnPhotos(world.system, { photoIds: [id] }, { ...draw.tools, decoder: { decode } })
    expect(draw.turns).toEqual([1, 1])
    expect(await world.row(id)).toMatchObject({ turn: 2, drawnTurn: 2, width: 4000, height: 3000 })
  }),
)

test(
  'a photo that is read anew stays turned, and what was turned meanwhile follows',
  inWorld(async (world) => {
    const { id, draw, work, anna } = await ready(world)
    await updatePhoto(anna, { id, patch: { rotation: 90 } })
    await work()
    await processAnew(world.db, id)
    await updatePhoto(anna, { id, patch: { rotation: 180 } })
    await work()
    expect(draw.turns).toEqual([1])
    const before = (await world.jobs('photos.turn', id)).length
    await processPhoto(world.system, { photoId: id }, draw.tools)
    expect(draw.turns).toEqual([1, 1])
    expect(await world.jobs('photos.turn', id)).toHaveLength(before + 1)
    await work()
    expect(draw.turns).toEqual([1, 1, 1])
    expect(await world.row(id)).toMatchObject({ turn: 2, drawnTurn: 2, edited: ['rotation'] })
  }),
)

test(
  'many are turned further by as much each, and Undo is exact',
  inWorld(async (world) => {
    const { id, work, anna } = await ready(world)
    const other = await ready(world)
    await updatePhoto(anna, { id, patch: { rotation: 270 } })
    await work()
    const select = { ids: [id, other.id] }
    const { undo = '', changed } = await updatePhotos(anna, { select, set: { rotate: 180 } })
    expect(changed).toBe(2)
    await work()
    await other.work()
    expect([(await world.row(id)).turn, (await world.row(other.id)).turn]).toEqual([1, 2])
    await undoPhotos(anna, { id: undo })
    await work()
    await other.work()
    expect(await world.row(id)).toMatchObject({ turn: 3, drawnTurn: 3, edited: ['rotation'], width: 3000 })
    expect(await world.row(other.id)).toMatchObject({ turn: 0, drawnTurn: 0, edited: [], width: 4000 })
  }),
)

test(
  'where the preview is lost it is drawn anew first',
  inWorld(async (world) => {
    const { id, draw, work, anna } = await ready(world)
    await updatePhoto(anna, { id, patch: { rotation: 90 } })
    world.store.objects.delete(renditionKey(id, 1, 'preview'))
    await work()
    expect(draw.turns).toEqual([])
    expect(await world.jobs('photo.redraw', id)).toHaveLength(1)
  }),
)

test(
  'no other turns than quarters get into the database',
  inWorld(async (world) => {
    const { id } = await ready(world)
    await expect(world.db.execute(sql`update photos set turn = 4 where id = ${id}`)).rejects.toThrow()
  }),
)
