import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { type Connection, connect } from '../../db/client'
import { migrateDatabase } from '../../db/migrate'
import { listAlbums } from '../../lib/albums/list-albums'
import type { Actor } from '../../lib/context/actor'
import type { Context } from '../../lib/context/context'
import { parseFilter } from '../../lib/search/language/filter'
import { listPhotos } from '../../lib/search/query/page'
import { parseSavedFilter } from '../../lib/search/query/saved-filter'
import type { ObjectStore } from '../../lib/storage/object-store'
import { startPostgres } from '../postgres'
import { machineFacts, percentile } from './machine'
import { fillAt } from './search-data'
import { type Asked, READERS, type Readers, readAll, WORST } from './worst-albums-readers'

const RESULT = fileURLToPath(new URL('./results/worst-albums.md', import.meta.url))
const ALBUMS = 500
const GOAL = 2
/** As a web process has them (lib/context/runtime.ts). */
const CONNECTIONS = 15
const DEAR_CONNECTIONS = 2
const DEAR_MS = 3_000
/** From question to question of the one who is measured. */
const PAUSE_MS = 20

interface Row {
  name: string
  alone: number[]
  plain: number[]
  worst: number[]
}

/**
 * `npm run bench:worst-albums -- [--rows 20000] [--runs 200] [--data FOLDER]`: what lists of photos and albums take for somebody else while four
 * visitors read all that is public, without pause, in a library where 500 public smart albums of five people hold the worst filters that are taken;
 * and beside the same readers while these albums hold plain ones.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '20000' },
      runs: { type: 'string', default: '200' },
      data: { type: 'string' },
    },
  })
  const folder = values.data ?? (await mkdtemp(path.join(tmpdir(), 'albumen-bench-')))
  const postgres = await startPostgres(path.join(folder, 'postgres'))
  const connection = connect(postgres.url, CONNECTIONS, (error) => console.error(error.message))
  const dear = connect(postgres.url, DEAR_CONNECTIONS, (error) => console.error(error.message), DEAR_MS)
  try {
    await migrateDatabase(postgres.url)
    await fillAt(postgres.url, Number(values.rows))
    await compare({ connection, dear, rows: Number(values.rows), runs: Number(values.runs) })
  } finally {
    await connection.pool.end()
    await dear.pool.end()
    await postgres.stop()
    if (!values.data) await rm(folder, { recursive: true, force: true })
  }
}

interface Bench {
  connection: Connection
  dear: Connection
  rows: number
  runs: number
}

async function compare({ connection, dear, rows, runs }: Bench): Promise<void> {
  const { pool } = connection
  const context = (actor: Actor): Context => ({
    actor,
    db: connection.db,
    dear: dear.db,
    // Lists never touch the store.
    store: undefined as unknown as ObjectStore,
  })
  const { person, holders } = await makePeople(pool)
  const results: Row[] = othersLists(context(person), context({ kind: 'anonymous' })).map(({ name }) => ({
    name,
    alone: [],
    plain: [],
    worst: [],
  }))
  const measureAll = async (what: 'alone' | 'plain' | 'worst', readers: Readers | null) => {
    for (const [index, asked] of othersLists(context(person), context({ kind: 'anonymous' })).entries()) {
      const row = results[index]
      if (row) row[what] = await measure(asked, runs)
      console.error(`${what}: ${asked.name}`)
    }
    await readers?.stop()
  }
  await makeAlbums(pool, holders, [{ tag: 'wxy' }, { rating: '5' }])
  await measureAll('alone', null)
  await measureAll('plain', readAll(context({ kind: 'anonymous' })))
  await makeAlbums(pool, holders, WORST)
  const readers = readAll(context({ kind: 'anonymous' }))
  await measureAll('worst', readers)
  await report(rows, runs, results, readers.looks())
}

/** Somebody with albums of their own, and the five who have the worst. */
async function makePeople(pool: pg.Pool): Promise<{ person: Actor; holders: string[] }> {
  const { rows } = await pool.query<{ id: string; username: string }>(
    'select u.id, u.username from users u join photos p on p.owner_id = u.id group by u.id order by count(*) desc limit 8',
  )
  const [holders, [person]] = [rows.slice(0, 5), rows.slice(6)]
  if (!person) throw new Error('too few people')
  await pool.query('delete from albums where owner_id = $1', [person.id])
  await pool.query(
    `with made as (insert into albums (owner_id, title, visibility) select $1, 'Album ' || n, 'public' from generate_series(1, 20) n returning id)
    insert into album_photos (album_id, photo_id, position)
    select made.id, p.id, row_number() over () from made cross join lateral (
      select id from photos where owner_id = $1 and hashtext(id::text || made.id::text) % 20 = 0 limit 100) p`,
    [person.id],
  )
  await pool.query(`insert into albums (owner_id, title, visibility, filter)
    select '${person.id}', 'Smart ' || n, 'public', jsonb_build_object('rating', (1 + n % 5)::text) from generate_series(1, 5) n`)
  const actor = { kind: 'user', userId: person.id, username: person.username, name: person.username, role: 'user' }
  return { person: actor as Actor, holders: holders.map(({ id }) => id) }
}

async function makeAlbums(pool: pg.Pool, holders: string[], filters: Record<string, string>[]): Promise<void> {
  await pool.query('delete from albums where owner_id = any($1)', [holders])
  for (let n = 0; n < ALBUMS; n++) {
    // Refused where no account could store it.
    const filter = JSON.stringify(parseSavedFilter(filters[n % filters.length] ?? {}))
    const owner = holders[n % holders.length]
    await pool.query('insert into albums (owner_id, title, visibility, filter) values ($1, $2, $3, $4)', [
      owner,
      `Everything ${n}`,
      'public',
      filter,
    ])
  }
}

/** What is measured: lists that have nothing to do with those albums, and the list of albums that holds all of them. */
function othersLists(person: Context, nobody: Context): Asked[] {
  const page = (ctx: Context, query: string) => () =>
    listPhotos(ctx, { filter: parseFilter(new URLSearchParams(query)), limit: 100 })
  return [
    { name: 'own photos', ask: page(person, 'owner=me') },
    { name: 'mine and public photos', ask: page(person, '') },
    { name: 'public photos, by a visitor', ask: page(nobody, '') },
    { name: 'own photos with a rating', ask: page(person, 'owner=me&rating=4') },
    { name: 'own albums (20 by hand, 5 smart)', ask: () => listAlbums(person, { owner: 'me', limit: 60 }) },
    { name: 'the same, by a visitor', ask: () => listAlbums(nobody, { owner: usernameOf(person), limit: 60 }) },
    { name: 'all public albums, these among them', ask: () => listAlbums(person, { limit: 60 }) },
  ]
}

const usernameOf = ({ actor }: Context) => (actor.kind === 'user' ? actor.username : '')

async function measure({ ask }: Asked, runs: number): Promise<number[]> {
  for (let run = 0; run < 10; run++) await ask(run)
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    await sleep(PAUSE_MS)
    const started = performance.now()
    await ask(run)
    times.push(performance.now() - started)
  }
  return times
}

async function report(rows: number, runs: number, results: Row[], looks: Map<string, number>): Promise<void> {
  const both = (times: number[]) => `${percentile(times, 50).toFixed(1)} / ${percentile(times, 95).toFixed(1)}`
  const ratio = (one: number[], other: number[], percent: number) =>
    (percentile(one, percent) / percentile(other, percent)).toFixed(1)
  const lines = results.map(({ name, alone, plain, worst }) => {
    const isMet =
      percentile(worst, 50) <= GOAL * percentile(alone, 50) && percentile(worst, 95) <= GOAL * percentile(alone, 95)
    const ratios = `${ratio(worst, alone, 50)} / ${ratio(worst, alone, 95)}`
    const overPlain = `${ratio(worst, plain, 50)} / ${ratio(worst, plain, 95)}`
    return `| ${name} | ${both(alone)} | ${both(plain)} | ${both(worst)} | ${overPlain} | ${ratios}: ${isMet ? 'met' : 'missed'} |`
  })
  const table = [
    `# ${ALBUMS} of the worst smart albums, and everybody else`,
    '',
    `${machineFacts()}.`,
    `${rows.toLocaleString('en')} photos; ${ALBUMS} public smart albums of five people; ${READERS} visitors who read lists of albums, albums, feeds,`,
    'sitemap and suggestions without pause, in the same process. Milliseconds, p50 / p95 of',
    `${runs} questions each. Made by \`npm run bench:worst-albums -- --rows ${rows} --runs ${runs}\` on ${new Date().toISOString().slice(0, 10)}.`,
    '',
    `| list of somebody else | alone | beside readers of plain albums | beside readers of the worst | worst over plain | worst over alone, goal ≤ ${GOAL} × |`,
    '|---|---|---|---|---|---|',
    ...lines,
    '',
    `What the readers of the worst got meanwhile: ${[...looks].map(([name, times]) => `${name} ${times}`).join(', ')}.`,
  ].join('\n')
  process.stdout.write(`\n${table}\n\n`)
  await writeFile(RESULT, `${table}\n`)
}

await main()
