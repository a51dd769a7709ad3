import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { type Connection, connect } from '../../db/client'
import { migrateDatabase } from '../../db/migrate'
import { photos } from '../../db/schema/photos'
import { makeUser } from '../../db/testing/factories'
import { childEnvironment, parseEnv } from '../../lib/env'
import { sniffMediaType } from '../../lib/imaging/formats/sniff'
import { enqueue } from '../../lib/jobs/enqueue'
import { MEDIA_TYPES, SNIFF_BYTES } from '../../lib/media/media-types'
import { openStore } from '../../lib/storage/open-store'
import { startPostgres } from '../postgres'
import { hashFile, type Round, report } from './ingest-report'
import type { WorkerTally } from './ingest-worker'
import { listOriginals, type Original, runBare } from './originals'
import { peakResident, treeCpu } from './process-tree'

const HELP = 'npm run bench:ingest -- FOLDER [--rounds 3] [--limit 400] [--concurrency 2]'

/**
 * `npm run bench:ingest -- FOLDER`: what processing a folder of photos costs in the real pipeline (queue, worker, decoder children,
 * places, Postgres, directory store), against a bare loop of sharp and exifr over the same files with the same outputs,
 * in alternating rounds. Uploading is not part of it: the originals lie in the store when the clock starts.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '3' },
      limit: { type: 'string', default: '400' },
      concurrency: { type: 'string', default: '2' },
    },
  })
  const [folder] = positionals
  if (!folder) throw new Error(`Which folder? ${HELP}`)
  const originals = (await listOriginals(folder)).slice(0, Number(values.limit))
  if (originals.length === 0) throw new Error(`There are no pictures in ${folder}.`)
  const scratch = await mkdtemp(path.join(tmpdir(), 'albumen-bench-'))
  const postgres = await startPostgres(path.join(scratch, 'postgres'))
  try {
    await migrateDatabase(postgres.url)
    const settings = {
      DATABASE_URL: postgres.url,
      DATA_DIR: scratch,
      WORKER_CONCURRENCY: values.concurrency,
      LOG_LEVEL: 'error',
    }
    const list = path.join(scratch, 'list.json')
    await writeFile(list, JSON.stringify(originals.map((original) => original.path)))
    const rounds: Round[] = []
    for (let round = 1; round <= Number(values.rounds); round++) {
      const bare = runBare(list)
      const pipeline = await runPipeline(originals, settings, postgres.pid)
      rounds.push({ bare, pipeline })
      process.stdout.write(
        `round ${round}: bare ${bare.cpu.toFixed(1)} s, pipeline ${pipeline.cpu.toFixed(1)} s of processor time\n`,
      )
    }
    await report(originals, rounds, Number(values.concurrency))
  } finally {
    await postgres.stop()
    await rm(scratch, { recursive: true, force: true })
  }
}

async function runPipeline(
  originals: Original[],
  settings: Record<string, string>,
  postgresPid: number,
): Promise<Round['pipeline']> {
  const connection = connect(settings.DATABASE_URL ?? '', 4, () => undefined)
  const env = childEnvironment(settings)
  const worker = fork('scripts/bench/ingest-worker.ts', [], {
    execArgv: ['--import', 'tsx'],
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  try {
    await once(worker, 'message')
    const rows = await putOriginals(connection, originals, settings)
    const roots = [worker.pid ?? 0, postgresPid]
    const cpu = treeCpu(roots)
    const ofPostgres = treeCpu([postgresPid])
    const start = performance.now()
    await connection.db.transaction(async (tx) => {
      for (const { id } of rows) await enqueue(tx, 'photo.process', { photoId: id })
    })
    const outcome = await waitForAll(connection, rows.length)
    const seconds = (performance.now() - start) / 1000
    const tally = await ask(worker)
    return {
      cpu: treeCpu(roots) - cpu,
      postgresCpu: treeCpu([postgresPid]) - ofPostgres,
      decoderCpu: tally.decoderCpu,
      seconds,
      ...outcome,
      gets: tally.gets,
      bytesRead: tally.bytesRead,
      workerPeak: peakResident(worker.pid ?? 0),
      decoderPeak: tally.decoderPeakBytes,
    }
  } finally {
    worker.send('stop')
    await once(worker, 'exit')
    await connection.db.execute(sql`truncate photos cascade`)
    await connection.pool.end()
  }
}

/** Puts the originals where an upload would have left them, and their rows. */
async function putOriginals(
  { db }: Connection,
  originals: Original[],
  settings: Record<string, string>,
): Promise<{ id: string }[]> {
  const store = openStore(parseEnv(settings))
  const owner = await makeUser(db)
  const rows = []
  for (const original of originals) {
    const type = sniffMediaType(readFileSync(original.path).subarray(0, SNIFF_BYTES)) ?? 'image/jpeg'
    const id = randomUUID()
    const objectKey = `originals/bench/${id}.${MEDIA_TYPES[type].extension}`
    await store.put(objectKey, createReadStream(original.path), { bytes: original.bytes, contentType: type })
    const filename = path.basename(original.path)
    const sha256 = await hashFile(original.path)
    rows.push({
      id,
      ownerId: owner.id,
      status: 'processing' as const,
      filename,
      objectKey,
      bytes: original.bytes,
      mediaType: type,
      sha256,
    })
  }
  await db.insert(photos).values(rows)
  return rows
}

async function waitForAll({ db }: Connection, count: number): Promise<{ ready: number; failed: number }> {
  for (;;) {
    await wait(200)
    const [row] = (
      await db.execute<{ ready: number; failed: number }>(
        sql`select count(*) filter (where status = 'ready')::int ready, count(*) filter (where status = 'failed')::int failed from photos`,
      )
    ).rows
    if (row && row.ready + row.failed === count) return row
  }
}

async function ask(worker: ChildProcess): Promise<WorkerTally> {
  worker.send('tally')
  const [tally] = await once(worker, 'message')
  return tally as WorkerTally
}

await main()
