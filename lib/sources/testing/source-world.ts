import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { and, asc, eq, sql } from 'drizzle-orm'
import pg from 'pg'
import { type Database, openDatabase } from '@/db/client'
import { type PhotoRow, photoRowColumns, photos } from '@/db/schema/photos'
import { type ScanRow, type SourceObjectRow, type SourceRow, sourceObjects, sources } from '@/db/schema/sources'
import { makeUser } from '@/db/testing/factories'
import { createDatabase, TEMPLATE } from '@/db/testing/own-database'
import { type Actor, SYSTEM, type UserActor } from '../../context/actor'
import type { Context } from '../../context/context'
import { type DecoderPool, openDecoderPool } from '../../imaging/decoder/decoder-pool'
import { readSidecar } from '../../imaging/metadata/sidecar'
import { type JobHandlers, runWorker } from '../../jobs/runner'
import { deleteObjects } from '../../photos/delete-objects'
import { locate } from '../../places/locate'
import { DirectoryStore } from '../../storage/directory'
import { sealCredentials } from '../ground/credentials'
import { latestScanOf } from '../ground/find-source'
import { type OpenReader, openReader } from '../ground/open-reader'
import { lookAtObjects } from '../objects/look-at'
import { readLane } from '../read/read-lane'
import { scanSource } from '../scan/scan-source'
import { startScan } from '../scan/start-scan'
import { tendSources } from '../scan/tend-sources'

export const TEST_SECRET = 'a secret of tests, long enough for them'

type User = Awaited<ReturnType<typeof makeUser>>
type Worker = { stop(): Promise<void> }

/** A database, a store and a worker of its own, for tests of sources: everything is as in production but for the processes. */
export class SourceWorld {
  readonly db: Database
  readonly store: DirectoryStore
  readonly decoder: DecoderPool
  #worker: Worker | undefined

  private constructor(
    readonly url: string,
    readonly pool: pg.Pool,
    readonly folder: string,
    readonly anna: User,
    readonly ben: User,
  ) {
    this.db = openDatabase(pool)
    this.store = new DirectoryStore(path.join(folder, 'objects'))
    this.decoder = openDecoderPool({ size: 2, maxPixels: 100_000_000 })
  }

  /** @param server address of the test run's Postgres */
  static async open(server: string): Promise<SourceWorld> {
    const url = await createDatabase(server, `sources_${randomBytes(6).toString('hex')}`, TEMPLATE)
    const pool = new pg.Pool({ connectionString: url, max: 12 })
    pool.on('error', () => undefined)
    pool.on('connect', (client) => client.on('error', () => undefined))
    const db = openDatabase(pool)
    const folder = await mkdtemp(path.join(tmpdir(), 'albumen-sources-'))
    return new SourceWorld(url, pool, folder, await makeUser(db, { role: 'admin' }), await makeUser(db))
  }

  as(user: User): Context {
    const { id: userId, username, name, role } = user
    const actor: UserActor = { kind: 'user', userId, username, name, role, sessionId: 'none' }
    return this.context(actor)
  }

  context(actor: Actor = SYSTEM): Context {
    return { actor, db: this.db, store: this.store }
  }

  async makeSource(
    owner: User,
    values: Partial<typeof sources.$inferInsert>,
    keys?: { accessKeyId: string; secretAccessKey: string },
  ): Promise<SourceRow> {
    const base = { ownerId: owner.id, name: 'A source', kind: 's3' as const, concurrency: 2, ...values }
    const [source] = await this.db.insert(sources).values(base).returning()
    if (!source) throw new Error('no source was made')
    if (!keys) return source
    const credentials = sealCredentials(keys, source.id, TEST_SECRET)
    await this.db.update(sources).set({ credentials }).where(eq(sources.id, source.id))
    return { ...source, credentials }
  }

  /** @param wrap changes how sources are opened, to break them */
  async startWorker(wrap: (open: OpenReader) => OpenReader = (open) => open): Promise<void> {
    const ctx = this.context()
    const { decoder } = this
    const open = wrap((source) => openReader(this.db, source))
    const nothing = async () => undefined
    const handlers: JobHandlers = {
      'photo.process': nothing,
      'photo.redraw': nothing,
      'photo.heal': nothing,
      'photo.locate': nothing,
      'photos.turn': async () => undefined,
      'photos.describe': async () => undefined,
      'duplicates.keep': async () => undefined,
      'objects.delete': (payload) => deleteObjects(ctx, payload),
      'uploads.expire': nothing,
      'audit.forget': nothing,
      'trash.empty': nothing,
      'counters.fold': nothing,
      'counters.check': nothing,
      'source.scan': (payload, signal) => scanSource(ctx, payload, { open, locate, signal }),
      'source.index': (payload, signal) => readLane(ctx, payload, { open, decoder, locate, readSidecar, signal }),
      'source.look': (payload, signal) => lookAtObjects(ctx, payload, { open, locate, signal }),
      'sources.tend': (_payload, signal) => tendSources(ctx, signal),
      'mail.send': async () => undefined,
      'webhooks.deliver': async () => undefined,
    }
    const options = { pool: this.pool, databaseUrl: this.url, handlers, concurrency: 3, abortAfterMs: 500 }
    this.#worker = await runWorker({ ...options, onLost: () => undefined })
  }

  async stopWorker(): Promise<void> {
    await this.#worker?.stop()
    this.#worker = undefined
  }

  /** Scans a source to its end. */
  async scan(source: Pick<SourceRow, 'id'>): Promise<ScanRow> {
    await startScan(this.context(), { sourceId: source.id })
    return this.scanned(source)
  }

  /** The latest scan, once it is done. */
  async scanned(source: Pick<SourceRow, 'id'>): Promise<ScanRow> {
    return this.until('the scan is done', async () => {
      const scan = await latestScanOf(this.db, source.id)
      if (scan?.asksGone) throw new Error('the scan asks whether everything was deleted')
      return scan?.status === 'done' ? scan : null
    })
  }

  async until<T>(what: string, ask: () => Promise<T | null | false | undefined>): Promise<T> {
    for (const deadline = Date.now() + 120_000; ; await sleep(40)) {
      const answer = await ask()
      if (answer) return answer
      if (Date.now() > deadline) throw new Error(`not within two minutes: ${what}`)
    }
  }

  /** Once no job of a source waits or runs. */
  async quiet(): Promise<void> {
    await this.until('no job waits', async () => {
      const { rows } = await this.pool.query<{ n: string }>(
        `select count(*) as n from graphile_worker.jobs where task_identifier like 'source%' and (locked_at is not null or run_at <= now())`,
      )
      return rows[0]?.n === '0'
    })
  }

  photosOf(source: Pick<SourceRow, 'id'>): Promise<PhotoRow[]> {
    return this.db
      .select(photoRowColumns)
      .from(photos)
      .where(eq(photos.sourceId, source.id))
      .orderBy(asc(photos.sourceKey))
  }

  /** The photo that is shown from a key, else the one that is missing there. */
  async photoAt(source: Pick<SourceRow, 'id'>, key: string): Promise<PhotoRow> {
    const [photo] = await this.db
      .select(photoRowColumns)
      .from(photos)
      .where(and(eq(photos.sourceId, source.id), eq(photos.sourceKey, key)))
      .orderBy(sql`${photos.missingAt} desc nulls first`)
    if (!photo) throw new Error(`no photo at ${key}`)
    return photo
  }

  async objectAt(source: Pick<SourceRow, 'id'>, key: string): Promise<SourceObjectRow | undefined> {
    const [object] = await this.db
      .select()
      .from(sourceObjects)
      .where(and(eq(sourceObjects.sourceId, source.id), eq(sourceObjects.key, key)))
    return object
  }

  async close(): Promise<void> {
    await this.stopWorker()
    await this.decoder.close()
    await this.pool.end()
    await rm(this.folder, { recursive: true, force: true })
  }
}
