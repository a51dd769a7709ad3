import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { openDatabase } from '../../db/client'
import { migrateDatabase } from '../../db/migrate'
import type { Actor } from '../../lib/context/actor'
import type { Context } from '../../lib/context/context'
import { parseFilter } from '../../lib/search/language/filter'
import { listPhotos } from '../../lib/search/query/page'
import type { ObjectStore } from '../../lib/storage/object-store'
import { startPostgres } from '../postgres'
import { machineFacts, percentile } from './machine'
import { makeLibrary } from './search-data'

const RUNS = 200
const PAGE = 100
const DEEP = 1_000
const GOAL_MS = 15
const RESULTS = fileURLToPath(new URL('./results', import.meta.url))

interface Case {
  name: string
  query: string
  actors: Actor[]
}

interface Result {
  name: string
  page: string
  p50: number
  p95: number
  plan: string
}

/**
 * `npm run bench:list -- [rows …] [--data FOLDER]` (100,000 and 1,000,000 rows; the folder keeps them for the next run):
 * time of the first and the 1,000th page of 100 photos in the server, through `listPhotos` with a warm cache, and the
 * plan of each query. Writes the tables of scripts/bench/results, and the plans beside them.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { data: { type: 'string' } }, allowPositionals: true })
  const sizes = positionals.length > 0 ? positionals.map(Number) : [100_000, 1_000_000]
  const folder = values.data ?? (await mkdtemp(path.join(tmpdir(), 'albumen-bench-')))
  try {
    const postgres = await startPostgres(path.join(folder, 'postgres'))
    try {
      for (const rows of sizes) await measureSize(postgres.url, rows)
    } finally {
      await postgres.stop()
    }
  } finally {
    if (!values.data) await rm(folder, { recursive: true, force: true })
  }
}

async function measureSize(server: string, rows: number): Promise<void> {
  const name = `list_${rows}`
  const url = new URL(server)
  url.pathname = `/${name}`
  const there = await withClient(server, (client) => client.query('select from pg_database where datname = $1', [name]))
  if (there.rowCount === 0) await fill(server, url.href, name, rows)
  else await migrateDatabase(url.href)
  await withClient(url.href, async (client) => {
    const results: Result[] = []
    for (const one of await cases(client)) results.push(...(await measureCase(client, one)))
    await report(client, rows, results)
  })
}

/** Made under another name first, so that a broken run is not taken for a whole library. */
async function fill(server: string, url: string, name: string, rows: number): Promise<void> {
  const draft = `${url}_draft`
  await withClient(server, async (client) => {
    await client.query(`drop database if exists ${name}_draft`)
    await client.query(`create database ${name}_draft`)
  })
  await migrateDatabase(draft)
  const started = performance.now()
  await withClient(draft, (client) => makeLibrary(client, rows, (line) => process.stdout.write(`${line}\n`)))
  process.stdout.write(`${rows} rows made in ${Math.round((performance.now() - started) / 1000)} s\n`)
  await withClient(server, (client) => client.query(`alter database ${name}_draft rename to ${name}`))
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return work(client).finally(() => client.end())
}

/** The owner of the most photos, one in the middle, all of them in turn, and somebody without an account. */
async function cases(client: pg.Client): Promise<Case[]> {
  const { rows } = await client.query<{ id: string; username: string; count: string }>(
    'select u.id, u.username, count(*) from users u join photos p on p.owner_id = u.id group by u.id order by count(*) desc',
  )
  const actors = rows.map(
    ({ id, username }): Actor => ({ kind: 'user', userId: id, username, name: username, role: 'user' }) as Actor,
  )
  const largest = actors.slice(0, 1)
  const middle = actors.slice(10, 11)
  const anonymous: Actor[] = [{ kind: 'anonymous' }]
  return [
    { name: `own, the largest library (${rows[0]?.count} photos)`, query: 'owner=me', actors: largest },
    { name: `own, a middle one (${rows[10]?.count} photos)`, query: 'owner=me', actors: middle },
    { name: 'own, each of the 20 in turn', query: 'owner=me', actors },
    { name: 'public, signed in', query: 'visibility=public', actors: largest },
    { name: 'mine and public, largest library', query: '', actors: largest },
    { name: 'mine and public, a middle library', query: '', actors: middle },
    { name: 'public, by a visitor', query: '', actors: anonymous },
    { name: 'a person’s public page, by a visitor', query: `owner=${rows[0]?.username}`, actors: anonymous },
    { name: 'a person’s public page (middle), by a visitor', query: `owner=${rows[10]?.username}`, actors: anonymous },
  ]
}

async function measureCase(client: pg.Client, one: Case): Promise<Result[]> {
  const filter = parseFilter(new URLSearchParams(one.query))
  const ask = (actor: Actor, cursor: string | undefined) =>
    listPhotos(contextOf(client, actor), { filter, limit: PAGE, cursor })
  const first = await measure(client, RUNS, (run) => ask(one.actors[run % one.actors.length] as Actor, undefined))
  const results = [{ name: one.name, page: '1', ...first }]
  if (one.actors.length > 1) return results
  const actor = one.actors[0] as Actor
  // The last pages of a walk to the 1,000th, or to the end where there are fewer.
  const cursors: string[] = []
  for (let page = 1; page < DEEP; page++) {
    const { next } = await ask(actor, cursors.at(-1))
    if (next === null) break
    cursors.push(next)
  }
  const deepest = cursors.slice(-20)
  if (deepest.length === 0) return results
  const deep = await measure(client, RUNS, (run) => ask(actor, deepest[run % deepest.length]))
  return [...results, { name: one.name, page: (cursors.length + 1).toLocaleString('en'), ...deep }]
}

async function measure(client: pg.Client, runs: number, action: (run: number) => Promise<unknown>) {
  for (let run = 0; run < 20; run++) await action(run)
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const started = performance.now()
    await action(run)
    times.push(performance.now() - started)
  }
  return { p50: percentile(times, 50), p95: percentile(times, 95), plan: await planOf(client, () => action(0)) }
}

function contextOf(client: pg.Client, actor: Actor): Context {
  // A list never touches the store.
  return { actor, db: openDatabase(client as unknown as pg.PoolClient), store: undefined as unknown as ObjectStore }
}

/** Explains the queries an action sends. */
async function planOf(client: pg.Client, action: () => Promise<unknown>): Promise<string> {
  const sent: { text: string; values: unknown[] }[] = []
  const query = client.query
  client.query = ((...args: unknown[]) => {
    const [config, values] = args as [{ text: string } | string, unknown[] | undefined]
    sent.push({ text: typeof config === 'string' ? config : config.text, values: values ?? [] })
    return Reflect.apply(query, client, args)
  }) as typeof client.query
  await action().finally(() => {
    client.query = query
  })
  const plans: string[] = []
  for (const { text, values } of sent) {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) ${text}`, values)
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
  }
  return plans.join('\n\n')
}

async function report(client: pg.Client, rows: number, results: Result[]): Promise<void> {
  const { rows: version } = await client.query<{ version: string }>('select version()')
  const size = await client.query<{ size: string }>("select pg_size_pretty(pg_total_relation_size('photos')) as size")
  const line = ({ name, page, p50, p95, plan }: Result) =>
    `| ${name} | ${page} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ${databaseMs(plan)} | ${p95 <= GOAL_MS ? 'yes' : `no, ${(p95 / GOAL_MS).toFixed(1)} ×`} |`
  const table = [
    `# Pages of ${PAGE} photos among ${rows.toLocaleString('en')}`,
    '',
    `${machineFacts()}; ${version[0]?.version.split(' on ')[0]}, its table and indexes ${size.rows[0]?.size}.`,
    `Milliseconds of \`listPhotos\` in the server, ${RUNS} runs each on one connection, cache warm.`,
    `Made by \`npm run bench:list -- ${rows}\` on ${new Date().toISOString().slice(0, 10)}.`,
    '',
    `| list | page | p50 ms | p95 ms | of it planned and executed, once | goal p95 ≤ ${GOAL_MS} ms |`,
    '|---|---|---|---|---|---|',
    ...results.map(line),
  ].join('\n')
  process.stdout.write(`\n${table}\n\n`)
  const plans = results.map(({ name, page, plan }) => `## ${name}, page ${page}\n\n\`\`\`\n${plan}\n\`\`\``)
  await mkdir(RESULTS, { recursive: true })
  await writeFile(path.join(RESULTS, `list-${rows}.md`), `${table}\n`)
  await writeFile(path.join(RESULTS, `list-${rows}-plans.md`), `${plans.join('\n\n')}\n`)
}

function databaseMs(plan: string): string {
  const times = [...plan.matchAll(/^(?:Planning|Execution) Time: ([\d.]+) ms$/gm)].map((match) => Number(match[1]))
  return times.reduce((sum, time) => sum + time, 0).toFixed(1)
}

await main()
