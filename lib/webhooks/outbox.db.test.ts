import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '@/db/client'
import type { PhotoRow } from '@/db/schema/photos'
import { sources } from '@/db/schema/sources'
import { users } from '@/db/schema/users'
import { webhookDeliveries } from '@/db/schema/webhooks'
import { makePhoto } from '@/db/testing/factories'
import { changePerson } from '../admin/change-person'
import { createAlbum } from '../albums/create-album'
import { deleteAlbum } from '../albums/delete-album'
import { updateAlbum } from '../albums/update-album'
import { emptyTrash } from '../edits/empty-trash'
import { restorePhoto } from '../edits/restore-photo'
import { trashPhoto } from '../edits/trash-photo'
import { deletePhotos, restorePhotos } from '../edits/trash-photos'
import { undoPhotos } from '../edits/undo-photos'
import { updatePhoto } from '../edits/update-photo'
import { updatePhotos } from '../edits/update-photos'
import { failAttempt } from '../ingest/attempt'
import { locatePhotos } from '../ingest/locate-photos'
import { deletePhoto } from '../photos/delete-photo'
import { publishPhotos } from '../photos/events'
import { publishScan } from '../sources/ground/publish-scan'
import { WEBHOOK_EVENTS } from './outbox/event-contract'
import { type HookWorld, openHookWorld } from './testing/hook-world'
import { updateWebhook } from './webhooks'

let world: HookWorld
let hook: string

beforeAll(async () => {
  world = await openHookWorld()
  hook = (await world.makeHook(world.anna, 'https://receiver.example/hook')).id
})
afterAll(() => world.close())

const owner = () => world.anna.user.id
const photo = (fields: Parameters<typeof makePhoto>[2] = {}): Promise<PhotoRow> =>
  makePhoto(world.db, owner(), { ...MARKED, ...fields })

/** What must stay at home, in every field that may hold it; no time of day has such numbers. */
const MARK = 'HOMEMARK'
const MARKED = {
  title: `${MARK}title`,
  description: `${MARK}description`,
  tags: [`${MARK}tag`],
  filename: `${MARK}.jpg`,
  latitude: 68.20849,
  longitude: 116.37208,
  town: `${MARK}town`,
  country: `${MARK}country`,
  exif: { SerialNumber: `${MARK}serial` },
  sha256: 'c0ffee'.repeat(10).padEnd(64, '0'),
}

interface Told {
  event: string
  data: { photos?: { id: string; status: string }[]; count?: number; permanent?: boolean; change?: string }
}

/** What a change writes down for a webhook. */
async function toldBy(change: () => Promise<unknown>, webhookId = hook): Promise<Told[]> {
  await world.db.delete(webhookDeliveries)
  await change()
  return (await world.deliveries(webhookId)).map(({ body, event, id }) => {
    const told = JSON.parse(body)
    expect(Object.keys(told)).toEqual(['id', 'event', 'createdAt', 'data'])
    expect(told).toMatchObject({ id, event })
    return { event: told.event, data: told.data }
  })
}

const one = (event: string, { id, status }: PhotoRow, more: object = {}) => [
  { event, data: { photos: [{ id, status }], count: 1, ...more } },
]

describe('each change is written down once', () => {
  it('of one photo', async () => {
    const { ctx } = world.anna
    const it = await photo()
    const { id } = it
    expect(await toldBy(() => updatePhoto(ctx, { id, patch: { title: `${MARK}new` } }))).toEqual(
      one('photo.changed', it),
    )
    expect(await toldBy(() => updatePhoto(ctx, { id, patch: {} }))).toEqual([])
    const place = { latitude: 48.2, longitude: 16.25, altitude: null }
    const patch = { title: 'A', tags: ['b', 'c'], takenAt: '2020-01-02T03:04:05+02:00', rating: 3, location: place }
    expect(await toldBy(() => updatePhoto(ctx, { id, patch }))).toEqual(one('photo.changed', it))
    expect(await toldBy(() => updatePhoto(ctx, { id, patch }))).toEqual([])
    expect(await toldBy(() => updatePhoto(ctx, { id, patch: { ...patch, rating: 4 } }))).toHaveLength(1)
    expect(await toldBy(() => trashPhoto(ctx, { id }))).toEqual(one('photo.deleted', it, { permanent: false }))
    expect(await toldBy(() => trashPhoto(ctx, { id }))).toEqual([])
    expect(await toldBy(() => restorePhoto(ctx, { id }))).toEqual(one('photo.changed', it))
    expect(await toldBy(() => deletePhoto(ctx, { id }))).toEqual(one('photo.deleted', it, { permanent: true }))
  })

  it('of many photos, as one', async () => {
    const { ctx } = world.anna
    const ids = [(await photo()).id, (await photo()).id].sort()
    const told = { photos: ids.map((id) => ({ id, status: 'ready' })), count: 2 }
    const edit = () => updatePhotos(ctx, { select: { ids }, set: { favourite: true } })
    const sorted = (list: Told[]) => list.map((item) => ({ ...item, data: { ...item.data, photos: byId(item) } }))
    const byId = ({ data }: Told) => [...(data.photos ?? [])].sort((a, b) => a.id.localeCompare(b.id))
    expect(await toldBy(() => updatePhotos(ctx, { select: { ids }, set: { rating: 3 }, dryRun: true }))).toEqual([])
    expect(sorted(await toldBy(edit))).toEqual([{ event: 'photo.changed', data: told }])
    expect(await toldBy(edit)).toEqual([])
    const trash = () => deletePhotos(ctx, { select: { ids } })
    expect(sorted(await toldBy(trash))).toEqual([{ event: 'photo.deleted', data: { ...told, permanent: false } }])
    const back = () => restorePhotos(ctx, { select: { ids } })
    expect(sorted(await toldBy(back))).toEqual([{ event: 'photo.changed', data: told }])
  })

  it('of an undo', async () => {
    const { ctx } = world.anna
    const it = await photo()
    const { undo = '' } = await updatePhotos(ctx, { select: { ids: [it.id] }, set: { favourite: true } })
    expect(await toldBy(() => undoPhotos(ctx, { id: undo }))).toEqual(one('photo.changed', it))
  })

  it('of a change of very many, which names some and counts all', async () => {
    const rows = Array.from({ length: 50_000 }, () => ({ id: randomUUID(), status: 'ready' as const }))
    const [told] = await toldBy(() => publishPhotos(world.db, owner(), rows, 'changed'))
    expect(told?.data.photos).toHaveLength(500)
    expect(told?.data.count).toBe(50_000)
  })

  it('of what workers do: a picture is made, cannot be read, gets its place; the trash empties itself', async () => {
    const made = await photo()
    expect(await toldBy(() => publishPhotos(world.db, owner(), [made], 'ready'))).toEqual(one('photo.ready', made))
    const attemptId = randomUUID()
    const broken = await photo({ status: 'processing', attemptId })
    const attempt = { id: attemptId, number: 1, photo: broken }
    expect(await toldBy(() => failAttempt(world.system, attempt, `${MARK}reason`))).toEqual(
      one('photo.changed', { ...broken, status: 'failed' }),
    )
    const locate = async () => ({ town: `${MARK}town`, region: null, country: null, countryCode: null })
    expect(await toldBy(() => locatePhotos(world.system, { photoIds: [made.id] }, { locate }))).toEqual(
      one('photo.changed', made),
    )
    const old = await photo({ deletedAt: new Date(Date.now() - 31 * 86_400_000) })
    expect(await toldBy(() => emptyTrash(world.system))).toEqual(one('photo.deleted', old, { permanent: true }))
  })

  it('not of an upload that was never sent whole', async () => {
    const it = await photo({ status: 'uploading' })
    expect(await toldBy(() => trashPhoto(world.anna.ctx, { id: it.id }))).toEqual([])
  })

  it('of albums and of scans that end', async () => {
    const { ctx } = world.anna
    let id = ''
    const make = async () => {
      id = (await createAlbum(ctx, { title: `${MARK}album`, description: '', visibility: 'private' })).id
    }
    const album = (change: string) => [{ event: 'album.changed', data: { albumId: id, change } }]
    expect(await toldBy(make)).toEqual(album('described'))
    expect(await toldBy(() => updateAlbum(ctx, id, { title: `${MARK}other` }))).toEqual(album('described'))
    expect(await toldBy(() => deleteAlbum(ctx, id, false))).toEqual(album('gone'))
    const place = { ownerId: owner(), name: `${MARK}source`, kind: 'directory' as const, path: `/${MARK}` }
    const [source] = await world.db.insert(sources).values(place).returning()
    if (!source) throw new Error('no source')
    const scan = { id: randomUUID() }
    for (const status of ['running', 'paused'] as const) {
      expect(await toldBy(() => publishScan(world.db, source, { ...scan, status }))).toEqual([])
    }
    expect(await toldBy(() => publishScan(world.db, source, { ...scan, status: 'done' }))).toEqual([
      { event: 'source.scanned', data: { sourceId: source.id, scanId: scan.id, status: 'done' } },
    ])
  })

  it('and none of them holds more than ids, states and numbers', async () => {
    const { ctx } = world.anna
    const { id } = await photo()
    const album = await createAlbum(ctx, { title: `${MARK}album`, description: `${MARK}text`, visibility: 'public' })
    await world.db.delete(webhookDeliveries)
    const everything: (() => Promise<unknown>)[] = [
      () => publishPhotos(world.db, owner(), [{ id, status: 'ready' }], 'ready'),
      () =>
        updatePhoto(ctx, { id, patch: { title: `${MARK}t`, location: { latitude: 68.20849, longitude: 116.37208 } } }),
      () => updateAlbum(ctx, album.id, { title: `${MARK}album two` }),
      () => deletePhoto(ctx, { id }),
      () => publishScan(world.db, { ownerId: owner(), id: randomUUID() }, { id: randomUUID(), status: 'stopped' }),
    ]
    for (const change of everything) await change()
    const bodies = (await world.deliveries(hook)).map(({ body }) => body)
    expect(new Set(bodies.map((body) => JSON.parse(body).event))).toEqual(new Set(WEBHOOK_EVENTS))
    for (const body of bodies) {
      const { email, username, name } = world.anna.user
      for (const secret of [MARK, '68.2', '116.3', MARKED.sha256, email, username, name, owner(), 'originals/'])
        expect(body).not.toContain(secret)
      expect(Buffer.byteLength(body)).toBeLessThan(400)
    }
  })
})

describe('nothing is written down', () => {
  const count = async () => world.db.$count(webhookDeliveries)

  it('of what is rolled back', async () => {
    const { id } = await photo()
    await world.db.delete(webhookDeliveries)
    const taken = world.db.transaction(async (tx: Database) => {
      await updatePhoto({ ...world.anna.ctx, db: tx }, { id, patch: { favourite: true } })
      expect(await tx.$count(webhookDeliveries)).toBe(1)
      throw new Error('taken back')
    })
    await expect(taken).rejects.toThrow('taken back')
    expect(await count()).toBe(0)
  })

  it('for a webhook that is off, or did not ask for it, or belongs to somebody else', async () => {
    const { id } = await photo()
    const ratings = [1, 2, 3, 4]
    const edit = () => updatePhoto(world.anna.ctx, { id, patch: { rating: ratings.pop() ?? 0 } })
    const others = (await world.makeHook(world.ben, 'https://other.example/hook')).id
    const albums = (await world.makeHook(world.anna, 'https://albums.example/hook', ['album.changed'])).id
    expect(await toldBy(edit, others)).toEqual([])
    expect(await toldBy(edit, albums)).toEqual([])
    await updateWebhook(world.anna.ctx, hook, { enabled: false })
    expect(await toldBy(edit)).toEqual([])
    await updateWebhook(world.anna.ctx, hook, { enabled: true })
    expect(await toldBy(edit)).toHaveLength(1)
  })

  it('for somebody whose account is disabled or gone', async () => {
    const mine = await world.makeHook(world.ben, 'https://ben.example/hook')
    const { id, status } = await makePhoto(world.db, world.ben.user.id)
    const change = () => publishPhotos(world.db, world.ben.user.id, [{ id, status }], 'changed')
    expect(await toldBy(change, mine.id)).toHaveLength(1)
    await changePerson(world.anna.ctx, world.ben.user.id, { disabled: true })
    expect(await toldBy(change, mine.id)).toEqual([])
    await change()
    await world.db.delete(users).where(eq(users.id, world.ben.user.id))
    expect(await world.hook(mine.id)).toBeUndefined()
  })
})
