import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { type Connection, connect } from '../../db/client'
import { migrateDatabase } from '../../db/migrate'
import type { Context } from '../../lib/context/context'
import { undoPhotos } from '../../lib/edits/undo-photos'
import { updatePhotos } from '../../lib/edits/update-photos'
import type { BatchSet } from '../../lib/photos/batch-contract'
import type { ObjectStore } from '../../lib/storage/object-store'
import { startPostgres } from '../postgres'
import { machineFacts } from './machine'
import { fillAt } from './search-data'

const RESULT = fileURLToPath(new URL('./results/batch.md', import.meta.url))
const BATCHES: [string, BatchSet][] = [
  ['publish or hide (visibility)', { visibility: 'public' }],
  ['add a tag', { tags: { add: ['holiday in Berlin'] } }],
  ['shift the time by an hour', { takenAt: { shift: 'PT1H' } }],
  ['set place', { place: { town: 'Berlin', country: 'Germany', countryCode: 'DE' } }],
]

interface Row {
  name: string
  changed: number
  dry: number
  run: number
  undo: number
  /** Longest that another owner's, and another of the same owner's photos waited to be written meanwhile (ms). */
  others: number
  own: number
}

/**
 * `npm run bench:batch -- [--rows 1000000] [--photos 50000] [--data FOLDER]`: one batch over that many photos of one owner in a library
 * of so many rows: dry run, run, undo, and how long single writes of other photos wait meanwhile.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '1000000' },
      photos: { type: 'string', default: '50000' },
      data: { type: 'string' },
    },
  })
  const folder = values.data ?? (await mkdtemp(path.join(tmpdir(), 'albumen-bench-')))
  const postgres = await startPostgres(path.join(folder, 'postgres'))
  const connection = connect(postgres.url, 4, (error) => console.error(error))
  try {
    await migrateDatabase(postgres.url)
    await fillAt(postgres.url, Number(values.rows))
    const { ctx, ids, otherIds } = await choose(connection, Number(values.photos))
    const rows: Row[] = []
    for (const [name, set] of BATCHES) rows.push(await measure(ctx, connection.pool, { name, set, ids, otherIds }))
    await report(Number(values.rows), ids.length, rows)
  } finally {
    await connection.pool.end()
    await postgres.stop()
    if (!values.data) await rm(folder, { recursive: true, force: true })
  }
}

/** The owner with the most photos, so many of these, one more of the same owner and one of another. */
async function choose({ db, pool }: Connection, photos: number) {
  const { rows: owners } = await pool.query<{ id: string }>(
    'select owner_id as id from photos where deleted_at is null group by 1 order by count(*) desc limit 2',
  )
  const idsOf = async (owner: string | undefined, limit: number) =>
    (
      await pool.query<{ id: string }>(
        `select id from photos where owner_id = $1 and deleted_at is null and status = 'ready' order by taken_sort limit $2`,
        [owner, limit],
      )
    ).rows.map((row) => row.id)
  const ids = await idsOf(owners[0]?.id, photos + 1)
  const [stranger] = await idsOf(owners[1]?.id, 1)
  const mine = ids.pop()
  if (!stranger || !mine) throw new Error('the library is too small')
  const actor = {
    kind: 'user',
    userId: owners[0]?.id ?? '',
    username: '',
    name: '',
    role: 'user',
    sessionId: '',
  } as const
  const ctx: Context = { actor, db, store: {} as ObjectStore }
  return { ctx, ids, otherIds: { others: stranger, own: mine } }
}

interface Batch {
  name: string
  set: BatchSet
  ids: string[]
  otherIds: { others: string; own: string }
}

async function measure(ctx: Context, pool: pg.Pool, { name, set, ids, otherIds }: Batch): Promise<Row> {
  const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
    const started = performance.now()
    return [await work(), performance.now() - started]
  }
  const [, dry] = await timed(() => updatePhotos(ctx, { select: { ids }, set, dryRun: true }))
  let busy = true
  const longest = async (id: string) => {
    let most = 0
    while (busy) {
      const [, ms] = await timed(() => pool.query('update photos set rating = coalesce(rating, 0) where id = $1', [id]))
      most = Math.max(most, ms)
      await wait(100)
    }
    return most
  }
  const waits = Promise.all([longest(otherIds.others), longest(otherIds.own)])
  const [reply, run] = await timed(() => updatePhotos(ctx, { select: { ids }, set })).finally(() => {
    busy = false
  })
  const [others, own] = await waits
  const [, undo] = await timed(async () => reply.undo && undoPhotos(ctx, { id: reply.undo }))
  return { name, changed: reply.changed, dry, run, undo, others, own }
}

async function report(total: number, photos: number, rows: Row[]): Promise<void> {
  const seconds = (ms: number) => (ms / 1000).toFixed(1)
  const lines = rows.map(
    ({ name, changed, dry, run, undo, others, own }) =>
      `| ${name} | ${changed} | ${seconds(dry)} | ${seconds(run)} | ${seconds(undo)} | ${others.toFixed(0)} | ${own.toFixed(0)} |`,
  )
  const text = `# A batch of ${photos} photos

\`npm run bench:batch\`: one \`PATCH /photos\` (the verb) over ${photos} photos of one owner, among ${total} photos. The last two columns are the longest
that a single write of another photo had to wait while the batch ran: photos that are not in the batch are not held.

${machineFacts()}

| batch | changed | dry run s | run s | undo s | another owner's photo ms | another of one's own ms |
|---|---|---|---|---|---|---|
${lines.join('\n')}
`
  await writeFile(RESULT, text)
  process.stdout.write(text)
}

await main()
