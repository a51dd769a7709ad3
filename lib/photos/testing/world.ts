import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { eq, inArray, sql } from 'drizzle-orm'
import { type Database, openDatabase } from '@/db/client'
import { duplicateGroups, duplicatePairs, duplicateWork } from '@/db/schema/duplicates'
import { type PhotoRow, photoRowColumns, photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import { testPool, withRollback } from '@/db/testing/database'
import { makeUser } from '@/db/testing/factories'
import { type Actor, ANONYMOUS, SYSTEM } from '../../context/actor'
import type { Context } from '../../context/context'
import type { DecodedPhoto } from '../../imaging/decoded/decoded-photo'
import { NO_FIELDS } from '../file-columns'
import { MemoryStore } from './memory-store'

type User = Awaited<ReturnType<typeof makeUser>>

/** Two owners, nobody and the worker, over one database and one store. */
export interface World {
  db: Database
  store: MemoryStore
  anna: User
  ben: User
  as(user: User): Context
  anonymous: Context
  system: Context
  row(id: string): Promise<PhotoRow>
  /** Waiting jobs of a task that name this id. */
  jobs(task: string, id: string): Promise<{ payload: Record<string, unknown>; key: string | null }[]>
}

/** A world over any database handle. */
export async function makeWorld(db: Database): Promise<World> {
  const store = new MemoryStore()
  const context = (actor: Actor): Context => ({ actor, db, store })
  return {
    db,
    store,
    anna: await makeUser(db),
    ben: await makeUser(db),
    as: (user) => context(actorOf(user)),
    anonymous: context(ANONYMOUS),
    system: context(SYSTEM),
    async row(id) {
      const [row] = await db.select(photoRowColumns).from(photos).where(eq(photos.id, id))
      if (!row) throw new Error('no such photo')
      return row
    },
    async jobs(task, id) {
      const found = await db.execute<{ payload: Record<string, unknown>; key: string | null }>(sql`
        select jobs.payload, jobs.key from graphile_worker._private_jobs as jobs
        join graphile_worker._private_tasks as tasks on tasks.id = jobs.task_id
        where tasks.identifier = ${task} and jobs.payload::text like ${`%${id}%`} order by jobs.id`)
      return found.rows
    },
  }
}

/** For races: a world on real connections, taken away afterwards. */
export async function inLastingWorld(test: (world: World) => Promise<void>): Promise<void> {
  const db = openDatabase(testPool())
  const world = await makeWorld(db)
  const owners = [world.anna.id, world.ben.id]
  try {
    await test(world)
  } finally {
    const made = await db.select({ id: photos.id }).from(photos).where(inArray(photos.ownerId, owners))
    const names = [...owners, ...made.map(({ id }) => id)].map((id) => `%${id}%`)
    await db.execute(
      sql`delete from graphile_worker._private_jobs where payload::text like any(${sql.param(names)}::text[])`,
    )
    await db.delete(users).where(inArray(users.id, owners))
    for (const table of [duplicateWork, duplicatePairs, duplicateGroups])
      await db.delete(table).where(inArray(table.ownerId, owners))
  }
}

/** A test in a world that is rolled back. */
export function inWorld(test: (world: World) => Promise<void>): () => Promise<void> {
  return () => withRollback(async (db) => test(await makeWorld(db)))
}

export function actorOf(user: User): Actor {
  const { id: userId, username, name, role } = user
  return { kind: 'user', userId, username, name, role, sessionId: userId }
}

/** Bytes that pass for a JPEG by their head. */
export function jpegBytes(length = 20_000): Buffer {
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00, 0x01])
  return Buffer.concat([head, randomBytes(Math.max(0, length - head.length))])
}

export function sha256(data: Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}

/** A body that comes in pieces. */
export function bodyOf(data: Buffer, piece = 1_000): Readable {
  function* pieces() {
    for (let start = 0; start < data.length; start += piece) yield data.subarray(start, start + piece)
  }
  return Readable.from(pieces(), { objectMode: false })
}

/** What a decoder would give for these bytes. */
export function decodedOf(data: Buffer, overrides: Partial<DecodedPhoto> = {}): DecodedPhoto {
  return {
    sha256: sha256(data),
    mediaType: 'image/jpeg',
    width: 4000,
    height: 3000,
    damaged: false,
    preview: { data: Buffer.from('preview'), width: 2048, height: 1536 },
    thumb: { data: Buffer.from('thumb'), width: 512, height: 384 },
    placeholder: 'cGxhY2Vob2xkZXI=',
    hash: '01'.repeat(64),
    detail: '01'.repeat(256),
    fields: { ...NO_FIELDS, title: 'From the file', tags: ['file'] },
    exif: { Make: 'Fuji' },
    ...overrides,
  }
}
