import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { detailOf, type Hashes } from './similar-hashes'

const BANDS = 6
/** The file of a chunk of bands is 325 MB. */
const CHUNK = 1_000_000
const OWNERS = 20

/** The first of these has two of five photos, the others share the rest. */
const OWNER = `case when n % 5 < 2 then 1 else 2 + n % ${OWNERS - 1} end`

/** The id of a photo, in the order of time as those that the database makes, the same in each run. */
export function idBytes(n: number): Buffer {
  const id = Buffer.alloc(16)
  id.writeUIntBE(1_700_000_000_000 + n * 1000, 0, 6)
  id.writeUInt32BE(Math.imul(n, 0x9e3779b1) >>> 0, 8)
  id.writeUInt32BE(Math.imul(n, 0x85ebca6b) >>> 0, 12)
  id[6] = 0x70
  id[8] = 0x80 | ((id[8] as number) & 0x3f)
  return id
}

/** `idBytes` as it is written. */
export function idOf(n: number): string {
  return idBytes(n)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/**
 * Fills a migrated, empty database with finished photos of 20 owners, in the order in which they came, and their bands. The indexes and columns of
 * searches by word are left out: nothing here reads them.
 */
export async function fillSimilar(client: pg.Client, hashes: Hashes, log: (line: string) => void): Promise<void> {
  await client.query(`insert into users (email, username, name, password_hash, role)
    select 'o' || n || '@example.org', 'owner-' || n, 'Owner ' || n, 'none', 'user' from generate_series(1, ${OWNERS}) n`)
  await strip(client)
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-bench-copy-'))
  // The server may run as another user.
  await chmod(folder, 0o755)
  try {
    for (let from = 0; from < hashes.count; from += CHUNK) {
      const to = Math.min(hashes.count, from + CHUNK)
      await copyFile(client, path.join(folder, 'prints'), 'prints', prints(hashes, from, to))
      await client.query(INSERT)
      await client.query('truncate prints')
      await copyFile(client, path.join(folder, 'bands'), 'photo_bands', bands(hashes, from, to))
      log(`${to} photos`)
    }
  } finally {
    await rm(folder, { recursive: true })
  }
  log('indexes')
  await restore(client)
  await checkBands(client)
}

async function strip(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "select indexname as name from pg_indexes where tablename = 'photos' and indexname <> 'photos_pkey'",
  )
  for (const { name } of rows) await client.query(`drop index "${name}"`)
  await client.query('alter table photos disable trigger user')
  await client.query('alter table photos alter search drop expression, alter tags_folded drop expression')
  await client.query('alter table photo_bands drop constraint photo_bands_key_photo_id_pk')
  await client.query('create unlogged table prints (n int, id uuid, hash bit(128), detail bit(512))')
}

async function restore(client: pg.Client): Promise<void> {
  await client.query("set maintenance_work_mem = '1GB'")
  await client.query(
    'alter table photo_bands add constraint photo_bands_key_photo_id_pk primary key (key, photo_id) include (hash)',
  )
  await client.query('create index photos_owner_sha256 on photos (owner_id, sha256)')
  await client.query(SHOTS)
  await client.query('create table plain as select id, hash from photos')
  await client.query('drop table prints')
  await client.query('alter table photos enable trigger user')
  await client.query('vacuum analyze photos, photo_bands, plain')
}

/** What this file cuts is what the database cuts. */
async function checkBands(client: pg.Client): Promise<void> {
  const { rows } = await client.query(`select from (select * from photos limit 100) photo
    where public.photo_band_keys(hash) <> (select array_agg(key order by key) from photo_bands where photo_id = photo.id and key = any (public.photo_band_keys(photo.hash)))`)
  if (rows.length > 0) throw new Error('the bands are not those of the database')
}

const SHOTS = `create index photos_shots on photos (owner_id, (replace(coalesce(own_fields, file_fields) ->> 'takenLocal', 'T', ' ')))
  where status = 'ready' and deleted_at is null`

const INSERT = `
insert into photos (id, owner_id, status, filename, object_key, bytes, media_type, sha256, width, height, thumb_width, thumb_height,
  preview_width, preview_height, hash, detail, added_at)
select prints.id, owners.id, 'ready', 'IMG_' || n || '.JPG', 'originals/' || n || '.jpg', 4000000 + n % 1000, 'image/jpeg', lpad(to_hex(n), 64, '0'),
  4000, 3000, 512, 384, 2048, 1536, prints.hash, prints.detail, timestamptz '2020-01-01' + n * interval '10 seconds'
from prints join (select id, substr(username, 7)::int as number from users) owners on owners.number = ${OWNER}`

async function copyFile(client: pg.Client, file: string, table: string, chunks: Iterable<Buffer>): Promise<void> {
  const out = createWriteStream(file, { mode: 0o644 })
  out.write(Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]))
  for (const chunk of chunks) if (!out.write(chunk)) await once(out, 'drain')
  out.end(Buffer.from([0xff, 0xff]))
  await finished(out)
  await client.query(`copy ${table} from '${file}' with (format binary)`)
  await rm(file)
}

/** Rows of binary COPY: number of fields, and each with its length. */
function* prints(hashes: Hashes, from: number, to: number): Generator<Buffer> {
  const detail = new Uint32Array(16)
  for (let n = from; n < to; n++) {
    const row = Buffer.alloc(2 + 8 + 20 + 24 + 72)
    row.writeInt16BE(4, 0)
    row.writeInt32BE(4, 2)
    row.writeInt32BE(n, 6)
    putId(row, 10, n)
    putBits(row, 30, hashes.hash.subarray(n * 4, n * 4 + 4))
    detailOf(hashes, n, detail)
    putBits(row, 54, detail)
    yield row
  }
}

function* bands({ hash }: Hashes, from: number, to: number): Generator<Buffer> {
  const length = 2 + 8 + 20 + 24
  for (let n = from; n < to; n++) {
    const words = hash.subarray(n * 4, n * 4 + 4)
    const rows = Buffer.alloc(BANDS * length)
    for (let band = 0; band < BANDS; band++) {
      const at = band * length
      rows.writeInt16BE(3, at)
      rows.writeInt32BE(4, at + 2)
      rows.writeInt32BE(keyOf(words, band), at + 6)
      putId(rows, at + 10, n)
      putBits(rows, at + 30, words)
    }
    yield rows
  }
}

function keyOf(words: Uint32Array, band: number): number {
  let key = band << 22
  for (let place = band, bit = 0; place < 128; place += BANDS, bit++) {
    if ((words[place >>> 5] as number) & (0x80000000 >>> (place & 31))) key |= 1 << bit
  }
  return key
}

function putId(row: Buffer, at: number, n: number): void {
  row.writeInt32BE(16, at)
  idBytes(n).copy(row, at + 4)
}

function putBits(row: Buffer, at: number, words: Uint32Array): void {
  row.writeInt32BE(4 + words.length * 4, at)
  row.writeInt32BE(words.length * 32, at + 4)
  for (const [word, value] of words.entries()) row.writeUInt32BE(value, at + 8 + word * 4)
}
