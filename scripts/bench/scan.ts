import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { eq, sql } from 'drizzle-orm'
import { type Connection, connect, type Database } from '../../db/client'
import { migrateDatabase } from '../../db/migrate'
import { type SourceRow, sources } from '../../db/schema/sources'
import { makeUser } from '../../db/testing/factories'
import { SYSTEM } from '../../lib/context/actor'
import { childEnvironment, parseEnv } from '../../lib/env'
import { sealCredentials } from '../../lib/sources/ground/credentials'
import { latestScanOf } from '../../lib/sources/ground/find-source'
import { startScan } from '../../lib/sources/scan/start-scan'
import { SourceBucket } from '../../lib/sources/testing/source-bucket'
import { openStore } from '../../lib/storage/open-store'
import { startPostgres } from '../postgres'
import { type Radosgw, startRadosgw } from '../testing/radosgw'
import { type CountingProxy, startCountingProxy } from './counting-proxy'
import { listOriginals, type Original, runBare } from './originals'
import { peakResident, treeCpu } from './process-tree'
import { describeFirst, describeKeys, describeSecond, type FirstScan, keep, writeReport } from './scan-report'
import { fillBucket, measureManyKeys, measureRescan } from './scan-rescan'

const HELP =
  'npm run bench:scan -- [FOLDER] [--rounds 1] [--limit 400] [--objects 100000] [--keys 1000000] [--parts first,second,keys]'
const SECRET = randomBytes(24).toString('hex')

/**
 * `npm run bench:scan -- FOLDER`: what a source costs, on a real S3 server (radosgw) behind a proxy that counts: a first scan of the pictures of
 * FOLDER against the bare loop, a second scan of many unchanged objects, and the memory over a million keys.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '1' },
      limit: { type: 'string', default: '400' },
      objects: { type: 'string', default: '100000' },
      keys: { type: 'string', default: '1000000' },
      parts: { type: 'string', default: 'first,second,keys' },
    },
  })
  const parts = values.parts.split(',')
  const folder = positionals[0] ?? '../shared/testdata/camera'
  const originals = (await listOriginals(folder)).slice(0, Number(values.limit))
  if (originals.length === 0) throw new Error(`There are no pictures in ${folder}. ${HELP}`)
  process.env.AUTH_SECRET = SECRET
  const scratch = await mkdtemp(path.join(tmpdir(), 'albumen-bench-scan-'))
  const postgres = await startPostgres(path.join(scratch, 'postgres'))
  const server = await startRadosgw()
  const proxy = await startCountingProxy(server.endpoint)
  try {
    await migrateDatabase(postgres.url)
    const connection = connect(postgres.url, 6, () => undefined)
    const settings = { DATABASE_URL: postgres.url, DATA_DIR: scratch, LOG_LEVEL: 'error', AUTH_SECRET: SECRET }
    if (parts.includes('first')) {
      const rounds: FirstScan[] = []
      for (let round = 0; round < Number(values.rounds); round++) {
        const bare = await timeBare(originals, scratch)
        const stage = { server, proxy, settings, postgres: postgres.pid }
        rounds.push({ bare, ...(await firstScan(connection, originals, stage)) })
        process.stdout.write(`first scan ${round + 1}: ${JSON.stringify(rounds.at(-1))}\n`)
      }
      await keep({ first: describeFirst(originals, rounds) })
    }
    if (parts.includes('second')) {
      const bucket = await SourceBucket.open(server)
      await fillBucket(server, bucket.name, Number(values.objects))
      process.stdout.write('the big bucket is filled\n')
      const big = await makeSource(connection.db, { ...bucket.place, endpoint: proxy.url }, bucket.reader)
      await keep({ second: describeSecond(await measureRescan(connection.db, big, proxy)) })
    }
    if (parts.includes('keys')) {
      const source = await makeSource(connection.db, {})
      await keep({ keys: describeKeys(await measureManyKeys(connection.db, source, Number(values.keys))) })
    }
    await writeReport()
    await connection.pool.end()
  } finally {
    await proxy.stop()
    await server.stop()
    await postgres.stop()
    await rm(scratch, { recursive: true, force: true })
  }
}

async function timeBare(originals: Original[], scratch: string): Promise<FirstScan['bare']> {
  const list = path.join(scratch, 'list.json')
  await writeFile(list, JSON.stringify(originals.map((original) => original.path)))
  const start = performance.now()
  return { ...runBare(list), seconds: (performance.now() - start) / 1000 }
}

interface Stage {
  server: Radosgw
  proxy: CountingProxy
  settings: Record<string, string>
  postgres: number
}

/** With the worker as it is, in a process of its own. */
async function firstScan(
  connection: Connection,
  originals: Original[],
  stage: Stage,
): Promise<Omit<FirstScan, 'bare'>> {
  const { db } = connection
  const bucket = await SourceBucket.open(stage.server)
  for (const [index, original] of originals.entries()) {
    await bucket.put(`${index}/${path.basename(original.path)}`, await readFile(original.path))
  }
  const source = await makeSource(db, { ...bucket.place, endpoint: stage.proxy.url, concurrency: 2 }, bucket.reader)
  const env = childEnvironment({ ...stage.settings, WORKER_CONCURRENCY: '2' })
  const worker = fork('scripts/worker.ts', [], { execArgv: ['--import', 'tsx'], env, stdio: 'ignore' })
  await wait(5_000)
  try {
    await warmUp(connection, originals, stage)
    const roots = [worker.pid ?? 0, stage.postgres]
    const before = { cpu: treeCpu(roots), ...stage.proxy.counts }
    const start = performance.now()
    const ctx = { actor: SYSTEM, db, store: openStore(parseEnv(stage.settings)) }
    await startScan(ctx, { sourceId: source.id })
    for (;;) {
      await wait(200)
      const scan = await latestScanOf(db, source.id)
      if (scan?.status === 'paused') throw new Error(`the scan paused: ${scan.reason}`)
      if (scan?.status !== 'done') continue
      const { counts } = stage.proxy
      return {
        seconds: (performance.now() - start) / 1000,
        cpu: treeCpu(roots) - before.cpu,
        ready: scan.ready,
        failed: scan.failed,
        gets: counts.get - before.get,
        heads: counts.head - before.head,
        lists: counts.list - before.list,
        objectBytes: counts.objectBytes - before.objectBytes,
        workerPeak: peakResident(worker.pid ?? 0),
      }
    }
  } finally {
    worker.kill('SIGTERM')
    await once(worker, 'exit')
    await db.execute(sql`truncate photos, source_objects, source_scans cascade`)
    await db.execute(sql`truncate sources cascade`)
  }
}

/** Starts the decoders and loads the table of places, which a worker does once. */
async function warmUp({ db }: Connection, originals: Original[], stage: Stage): Promise<void> {
  const bucket = await SourceBucket.open(stage.server)
  for (const [index, original] of originals.slice(0, 6).entries()) {
    await bucket.put(`${index}.jpg`, await readFile(original.path))
  }
  const source = await makeSource(db, { ...bucket.place, concurrency: 2 }, bucket.reader)
  await startScan({ actor: SYSTEM, db, store: openStore(parseEnv(stage.settings)) }, { sourceId: source.id })
  while ((await latestScanOf(db, source.id))?.status !== 'done') await wait(200)
}

async function makeSource(
  db: Database,
  place: Partial<typeof sources.$inferInsert>,
  keys?: { accessKeyId: string; secretAccessKey: string },
): Promise<SourceRow> {
  const owner = await makeUser(db, { role: 'admin' })
  const values = { ownerId: owner.id, name: 'Bench', kind: 's3' as const, ...place }
  const [source] = await db.insert(sources).values(values).returning()
  if (!source) throw new Error('no source was made')
  if (!keys) return source
  const credentials = sealCredentials(keys, source.id, SECRET)
  await db.update(sources).set({ credentials }).where(eq(sources.id, source.id))
  return { ...source, credentials }
}

await main()
