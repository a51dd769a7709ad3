import { Readable } from 'node:stream'
import { and, eq } from 'drizzle-orm'
import { type PhotoRow, photos } from '@/db/schema/photos'
import { sourceObjects, sources } from '@/db/schema/sources'
import { processPhoto } from '../../ingest/process'
import { deletePhoto } from '../../photos/delete-photo'
import { storeAway } from '../../photos/testing/memory-store'
import { toolsFor, waiting } from '../../photos/testing/process'
import { jpegBytes, type World } from '../../photos/testing/world'
import type { SourceReader } from '../../storage/readers/reader'
import { SourceTrouble } from '../../storage/readers/trouble'
import { Throttle } from '../ground/throttle'
import { readObject } from '../read/read-object'

type Tools = ReturnType<typeof toolsFor>
type Shown = Pick<PhotoRow, 'id' | 'revision' | 'width' | 'visibility'>

/** A body on its way, whatever its origin. */
export interface Subject {
  data: Buffer
  /** Called before its bytes are opened; throw to make that fail. */
  origin: { before: () => void }
  /** One attempt, as its job makes it. @returns what it threw on */
  run(tools?: Tools, signal?: AbortSignal): Promise<unknown>
  /** `waits 1`: after one attempt that counts. */
  state(): Promise<string>
  shown(): Promise<Shown | undefined>
  /** Takes away what would be committed to. */
  remove(): Promise<unknown>
  away(): Error
}

const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  )

/** An upload that has arrived. */
export async function anUpload(world: World): Promise<Subject> {
  const { id, data } = await waiting(world)
  const origin = { before: () => {} }
  world.store.before = (step) => {
    if (step === 'get') origin.before()
  }
  return {
    data,
    origin,
    run: (tools = toolsFor(data), signal) =>
      caught(processPhoto(world.system, { photoId: id }, signal ? { ...tools, signal } : tools)),
    async state() {
      const { status, attempts, failure } = await world.row(id)
      if (status === 'processing') return `waits ${attempts}`
      return status === 'failed' ? `failed: ${failure}` : status
    },
    shown: async () => rowOf(world, eq(photos.id, id)),
    remove: () => deletePhoto(world.as(world.anna), { id }),
    away: storeAway,
  }
}

/** An object that a scan has found. */
export async function anObject(world: World): Promise<Subject> {
  const data = jpegBytes()
  const [source] = await world.db
    .insert(sources)
    .values({ ownerId: world.anna.id, name: 'S', kind: 's3', bucket: 'b' })
    .returning()
  if (!source) throw new Error('no source was made')
  const at = { key: 'a.jpg', etag: 'e', bytes: data.length, modifiedAt: new Date('2024-01-01T00:00:00Z') }
  const here = and(eq(sourceObjects.sourceId, source.id), eq(sourceObjects.key, at.key))
  await world.db.insert(sourceObjects).values({ ...at, sourceId: source.id, kind: 'photo', state: 'pending' })
  const origin = { before: () => {} }
  const reader: SourceReader = {
    // Where it is away, nothing else comes of it either.
    list: async () => {
      origin.before()
      return { objects: [], last: true }
    },
    head: async () => at,
    async get() {
      origin.before()
      return { ...at, body: Readable.from([data]) }
    },
    sign: async () => null,
    identify: async () => null,
    requests: 0,
    close: () => {},
  }
  const objectNow = async () => (await world.db.select().from(sourceObjects).where(here))[0]
  return {
    data,
    origin,
    async run(tools = toolsFor(data), signal) {
      const object = await objectNow()
      if (object?.state !== 'pending') return null
      const more = {
        reader,
        throttle: new Throttle(null),
        largest: data.length,
        readSidecar: () => ({}),
        ...(signal ? { signal } : {}),
      }
      return caught(readObject(world.system, { source, object }, { ...tools, ...more }))
    },
    async state() {
      const object = await objectNow()
      if (object?.state === 'pending') return `waits ${object.attempts}`
      return object?.state === 'failed' ? `failed: ${object.failure}` : 'ready'
    },
    shown: async () => rowOf(world, eq(photos.sourceId, source.id)),
    remove: () => world.db.delete(sourceObjects).where(here),
    away: () => new SourceTrouble('away', 'The source is away.'),
  }
}

async function rowOf(world: World, which: ReturnType<typeof eq>): Promise<Shown | undefined> {
  const { id, revision, width, visibility } = photos
  const [row] = await world.db.select({ id, revision, width, visibility }).from(photos).where(which)
  return row
}
