import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect, type Database } from '../../db/client'
import { readJournal } from '../../db/known-migrations'
import { migrateDatabase } from '../../db/migrate'
import { migrateTo } from '../../db/migrate-to'
import { makePhoto, makeUser } from '../../db/testing/factories'
import { lockedBackup } from '../../lib/backup/locked-backup'
import { restoreBackup } from '../../lib/backup/restore-backup'
import { DirectoryStore } from '../../lib/storage/directory'
import { type EmbeddedPostgres, startPostgres } from '../postgres'
import { startScript } from '../testing/own-process'

let home: string
let postgres: EmbeddedPostgres
const SECRET = 's'.repeat(40)

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'albumen-backup-test-'))
  postgres = await startPostgres(path.join(home, 'postgres'))
})

afterAll(async () => {
  await postgres.stop()
  await rm(home, { recursive: true, force: true })
})

const folder = (name: string) => path.join(home, name)
const storeAt = (name: string) => new DirectoryStore(folder(name))

async function database(name: string): Promise<string> {
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  await client.query(`drop database if exists ${name} with (force)`)
  await client.query(`create database ${name}`)
  await client.end()
  const url = new URL(postgres.url)
  url.pathname = `/${name}`
  return url.href
}

/** A photo with bytes in the store, as an upload leaves it: the object first. */
async function upload(db: Database, store: DirectoryStore, ownerId: string): Promise<void> {
  const id = randomUUID()
  const body = randomBytes(2_000)
  const objectKey = `originals/00/${id}.jpg`
  await store.put(objectKey, body, { bytes: body.length, contentType: 'image/jpeg' })
  await makePhoto(db, ownerId, {
    id,
    objectKey,
    bytes: body.length,
    title: `A\ttitle \\ of ${id}\n„ü“`,
    tags: ['a', 'b c'],
  })
}

/** Every row of every table, as text, but what tells only of this database: who has applied which function when. */
async function rowsOf(url: string): Promise<Record<string, string[]>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'drizzle', 'graphile_worker')
      and tablename not in ('applied_functions', 'migrations', '__drizzle_migrations') order by 1`)
  const all: Record<string, string[]> = {}
  for (const { name } of rows) {
    const found = await client.query<{ row: string }>(`select t::text as row from ${name} t order by 1`)
    all[name] = found.rows.map(({ row }) => row)
  }
  await client.end()
  return all
}

async function bytesOf(name: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const entry of await readdir(folder(name), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    found[path.relative(folder(name), file)] = (await readFile(file)).toString('base64')
  }
  return found
}

it('what is backed up under load has an object for each row; after all was lost every row and byte is back', async () => {
  const url = await database('library')
  await migrateDatabase(url)
  const store = storeAt('objects')
  const { db, pool } = connect(url, 4, () => undefined)
  const [anna, ben] = [await makeUser(db), await makeUser(db)]
  await pool.query("select graphile_worker.add_job('photos.process', '{\"id\": 1}')")
  let over = false
  const load = async (ownerId: string) => {
    while (!over) await upload(db, store, ownerId)
  }
  const people = [load(anna.id), load(ben.id)]
  const target = storeAt('backups')
  const asked = { url, store, target, copies: true, secret: SECRET }
  const first = await lockedBackup(asked)
  over = true
  await Promise.all(people)
  await upload(db, store, anna.id)

  const early = await database('early')
  await restoreBackup({ from: target, url: early, store: storeAt('early'), secret: SECRET, say: () => undefined })
  const { 'public.photos': earlyPhotos = [] } = await rowsOf(early)
  expect(earlyPhotos.length).toBe(first.manifest.tables.find(({ name }) => name === 'photos')?.rows)
  const there = await bytesOf('early')
  const { rows } = await withClient(early, (client) =>
    client.query<{ key: string }>('select object_key as key from photos'),
  )
  expect(rows.filter(({ key }) => !there[key])).toEqual([])

  // What is there already is not copied again.
  const later = await lockedBackup({ ...asked, keep: 1 })
  expect(later.copied).toBe(later.manifest.objects.count - first.manifest.objects.count)
  expect(later.removed).toEqual([first.name])
  await pool.end()
  const [allRows, allBytes] = [await rowsOf(url), await bytesOf('objects')]
  expect(allRows['graphile_worker._private_jobs']).toHaveLength(1)

  const again = await database('library')
  await rm(folder('objects'), { recursive: true })
  const said: string[] = []
  const back = {
    from: target,
    url: again,
    store: storeAt('objects'),
    secret: SECRET,
    say: (line: string) => said.push(line),
  }
  await restoreBackup(back)
  expect(await rowsOf(again)).toEqual(allRows)
  expect(await bytesOf('objects')).toEqual(allBytes)
  expect(said.join('\n')).not.toMatch(/MISSING|AUTH_SECRET/)
  // Triggers and keys work as before, and sequences go on.
  const renewed = connect(again, 2, () => undefined)
  await upload(renewed.db, storeAt('objects'), anna.id)
  await expect(makePhoto(renewed.db, randomUUID())).rejects.toThrow()
  await renewed.pool.end()
  await expect(restoreBackup(back)).rejects.toThrow('holds a library')
})

it('a damaged part or object is told and not put back', async () => {
  const url = await database('damaged')
  await migrateDatabase(url)
  const { db, pool } = connect(url, 2, () => undefined)
  await upload(db, storeAt('whole'), (await makeUser(db)).id)
  await pool.end()
  const target = storeAt('damaged-backups')
  const { manifest } = await lockedBackup({ url, store: storeAt('whole'), target, copies: true, secret: undefined })
  const flip = async (key: string) => {
    const file = path.join(folder('damaged-backups'), key)
    const bytes = await readFile(file)
    const at = bytes.length - 9
    bytes[at] = (bytes[at] ?? 0) ^ 1
    await writeFile(file, bytes)
  }
  const [key = ''] = Object.keys(await bytesOf('whole'))
  const restore = async () => {
    const empty = await database('restored')
    const store = storeAt('restored')
    await restoreBackup({ from: target, url: empty, store, secret: undefined, say: () => undefined })
  }
  await flip(`objects/${key}`)
  await expect(restore()).rejects.toThrow('SHA-256')
  await expect(stat(path.join(folder('restored'), key))).rejects.toThrow()
  await flip(`objects/${key}`)
  const users = manifest.tables.find(({ name }) => name === 'users')?.key ?? ''
  await flip(users)
  await expect(restore()).rejects.toThrow('is damaged')
  await flip(users)
  await restore()
})

it('rows of an older schema are brought to the newest; a newer database is not touched', async () => {
  const url = await database('old')
  const journal = await readJournal()
  const count = journal.entries.length - 2
  await withClient(url, async (client) => {
    await migrateTo(client, count)
    await client.query(
      "insert into users (email, username, name, password_hash, role) values ('old@example.org', 'old', 'Old', 'none', 'user')",
    )
    await client.query('create schema graphile_worker')
  })
  const target = storeAt('old-backups')
  const { manifest } = await lockedBackup({ url, store: storeAt('none'), target, copies: true, secret: undefined })
  expect(manifest.migrations).toBe(count)
  const renewed = await database('renewed')
  const restore = () =>
    restoreBackup({ from: target, url: renewed, store: storeAt('none'), secret: undefined, say: () => undefined })
  await restore()
  const seen = await withClient(renewed, (client) => client.query('select username from users'))
  expect(seen.rows).toEqual([{ username: 'old' }])
  const last = journal.entries.at(-1)
  await withClient(renewed, (client) =>
    client.query('insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)', [
      'newer',
      (last?.when ?? 0) + 1,
    ]),
  )
  await expect(migrateDatabase(renewed)).rejects.toThrow('newer Albumen')
})

it('the programs say what they did, and what is wrong with how they are called', async () => {
  const url = await database('programs')
  await migrateDatabase(url)
  const { db, pool } = connect(url, 2, () => undefined)
  await upload(db, storeAt('programs'), (await makeUser(db)).id)
  await pool.end()
  const run = async (script: string, words: string[], database: string, objects: string) => {
    const variables = { DATABASE_URL: database, STORAGE_URL: `file://${folder(objects)}`, DATA_DIR: folder('data') }
    const process = startScript(`backup/${script}.ts`, variables, words)
    return { status: await process.exited, output: process.output() }
  }
  const secret = folder('secret')
  const made = await run('backup', [folder('place'), '--keep=2', `--secret=${secret}`], url, 'programs')
  expect(made).toMatchObject({ status: 0, output: expect.stringMatching(/Objects: 1 .*1 of them new/) })
  expect((await stat(secret)).mode & 0o777).toBe(0o600)
  expect(await run('backup', [], url, 'programs')).toMatchObject({
    status: 1,
    output: expect.stringContaining('Usage: '),
  })
  const empty = await database('emptied')
  expect(await run('restore', [folder('place'), '--at=never'], empty, 'put-back')).toMatchObject({
    status: 1,
    output: expect.stringContaining('There is no backup never'),
  })
  expect(await run('restore', [folder('place')], empty, 'put-back')).toMatchObject({
    status: 0,
    output: expect.stringContaining('Start Albumen'),
  })
  expect(await rowsOf(empty)).toEqual(await rowsOf(url))
  expect(await bytesOf('put-back')).toEqual(await bytesOf('programs'))
})

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
