import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import pg from 'pg'
import { migrateDatabase } from '../../db/migrate'
import { startPostgres } from '../postgres'
import { makeGroups, measurePages } from './duplicate-groups'
import { measureArrival } from './similar-arrival'
import { fillSimilar } from './similar-fill'
import { type Hashes, makeHashes } from './similar-hashes'
import { measureSearch, measureSequential, measureTree, measureVerb, type Times } from './similar-measure'
import { printReport } from './similar-report'

const RESULTS = fileURLToPath(new URL('./results', import.meta.url))
/** So many look-ups in the tree: each reads a part of all nodes. */
const treeRuns = (rows: number) => Math.max(10, Math.min(100, 50_000_000 / rows))
/** Of owners 1, 2 and 3: that a first page takes as long with more groups as with fewer. */
const GROUPS = [100_000, 8_000, 800]

const { values, positionals } = parseArgs({ options: { data: { type: 'string' } }, allowPositionals: true })

/**
 * `npm run bench:similar-speed -- [rows …] [--data FOLDER]` (1,000,000 rows; 10,000,000 take half an hour and 20 GB; the folder keeps them for the next
 * run): one look-up by fingerprint against sequential counting and a BK-tree in memory, what an arriving photo costs, and pages of groups of duplicates.
 * Writes a table to scripts/bench/results.
 */
async function main(): Promise<void> {
  const sizes = positionals.length > 0 ? positionals.map(Number) : [1_000_000]
  const folder = values.data ?? (await mkdtemp(path.join(tmpdir(), 'albumen-bench-')))
  try {
    for (const rows of sizes) await measureSize(folder, rows)
  } finally {
    if (!values.data) await rm(folder, { recursive: true, force: true })
  }
}

async function measureSize(folder: string, rows: number): Promise<void> {
  const name = `similar_${rows}`
  process.stderr.write(`hashes of ${rows} pictures\n`)
  const hashes = makeHashes(rows)
  let postgres = await startPostgres(path.join(folder, 'postgres'))
  try {
    const made = await withClient(postgres.url, (client) => isThere(client, name))
    if (!made) await fill(postgres.url, name, hashes)
    const id = await withClient(postgres.url, (client) => databaseId(client, name))
    await postgres.stop()
    await forgetFiles(path.join(folder, 'postgres', 'cluster', 'base', id))
    postgres = await startPostgres(path.join(folder, 'postgres'))
    const url = urlOf(postgres.url, name)
    await migrateDatabase(url)
    await withClient(url, async (client) => {
      const report = printReport({ rows, ...(await measureAll(client, hashes, url)) })
      process.stdout.write(`${report}\n`)
      await writeFile(path.join(RESULTS, `similar-speed-${rows}.md`), report)
    })
  } finally {
    await postgres.stop()
  }
}

async function measureAll(client: pg.Client, hashes: Hashes, url: string) {
  const loads: number[] = []
  const say = (what: string) => {
    loads.push(loadavg()[0] ?? 0)
    process.stderr.write(`${what} (load ${loads.at(-1)?.toFixed(1)})\n`)
  }
  say('search, cold')
  const cold = await measureSearch(client, hashes, 'search in the database, cold', 100)
  await warm(client)
  await measureSearch(client, hashes, 'not counted')
  say('search')
  const times: Times[] = [...(await measureSearch(client, hashes, 'search in the database')), ...cold]
  say('verb')
  times.push(...(await measureVerb(client, hashes)))
  say('sequential')
  times.push(...(await measureSequential(client, hashes)))
  say('BK-tree')
  const tree = await measureTree(hashes, treeRuns(hashes.count))
  say('arrival')
  const arrival = await measureArrival(client, hashes, url)
  const pages: Times[] = []
  for (const [place, groups] of GROUPS.entries()) {
    if (groups * 2.5 > hashes.count * 0.4) continue
    say(`pages of ${groups} groups`)
    await makeGroups(client, place + 1, groups)
    pages.push(...(await measurePages(client, place + 1, groups)))
    await client.query('delete from duplicate_groups')
    await client.query('truncate duplicate_pairs, duplicate_members')
    await client.query('delete from albums')
  }
  const { rows } = await client.query<{ name: string; size: string }>(
    `select name, pg_size_pretty(pg_total_relation_size(name::regclass)) as size from unnest(array['photo_bands', 'photo_bands_key_photo_id_pk', 'plain']) name`,
  )
  return { times, tree, arrival, pages, sizes: rows, load: [Math.min(...loads), Math.max(...loads)] as const }
}

/** Reads the index of the bands once, as days of use would. */
async function warm(client: pg.Client): Promise<void> {
  await client.query('set enable_seqscan = off')
  await client.query('select count(*) from photo_bands where key >= 0 and hash is not null')
  await client.query('reset enable_seqscan')
}

async function fill(server: string, name: string, hashes: Hashes): Promise<void> {
  const draft = `${name}_draft`
  await withClient(server, async (client) => {
    await client.query(`drop database if exists ${draft}`)
    await client.query(`create database ${draft}`)
  })
  const url = urlOf(server, draft)
  await migrateDatabase(url)
  await withClient(url, (client) => fillSimilar(client, hashes, (line) => process.stderr.write(`${line}\n`)))
  await withClient(server, (client) => client.query(`alter database ${draft} rename to ${name}`))
}

/** Takes the files of a database out of the system's memory; the server's own is empty after a start. */
async function forgetFiles(folder: string): Promise<void> {
  const run = promisify(execFile)
  for (const file of await readdir(folder)) {
    await run('dd', [`if=${path.join(folder, file)}`, 'iflag=nocache', 'count=0']).catch(() => {
      process.stderr.write('No dd that forgets files: the first look-ups are not cold.\n')
    })
  }
}

async function isThere(client: pg.Client, name: string): Promise<boolean> {
  return (await client.query('select from pg_database where datname = $1', [name])).rowCount === 1
}

async function databaseId(client: pg.Client, name: string): Promise<string> {
  return (await client.query('select oid::text from pg_database where datname = $1', [name])).rows[0].oid
}

function urlOf(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return work(client).finally(() => client.end())
}

await main()
