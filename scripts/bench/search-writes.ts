import type pg from 'pg'
import { cpuMs } from '../../lib/imaging/decoder/process-usage'

/** With all that search adds, without triggers (counters, groups, names), and without search column and indexes too. */
const KINDS = ['whole', 'untold', 'bare'] as const
type Kind = (typeof KINDS)[number]

/** Milliseconds of the server's processor a photo: the machine may do other things. */
export type WriteCost = { name: string } & Record<Kind, number>

const COPY = `insert into photos (owner_id, status, visibility, filename, object_key, bytes, media_type, sha256, width, height, title,
  description, tags, rating, taken_local, camera_make, camera_model, lens, iso, latitude, longitude, town, region, country, country_code)
  select owner_id, status, visibility, filename, object_key, bytes, media_type, sha256, width, height, title, description, tags, rating,
  taken_local, camera_make, camera_model, lens, iso, latitude, longitude, town, region, country, country_code from sample`

const THOUSAND = 'id in (select id from sample limit 1000)'

/** What is measured: SQL, how often, and on how many photos at a time. */
const WRITES: [name: string, text: string, times: number, photos: number][] = [
  ['insert, one at a time', COPY.replace('from sample', 'from one'), 200, 1],
  ['insert, 1,000 at once', `${COPY} limit 1000`, 5, 1000],
  ['publish, one', "update photos set visibility = 'public' where id = (select id from sample limit 1)", 100, 1],
  [
    'publish or hide, 1,000 at once',
    `update photos set visibility = case visibility when 'public' then 'private' else 'public' end where ${THOUSAND}`,
    5,
    1000,
  ],
  ['rate, 1,000 at once', `update photos set rating = coalesce((rating + 1) % 6, 3) where ${THOUSAND}`, 5, 1000],
  ['retag, 1,000 at once', `update photos set tags = tags || '{x}' where ${THOUSAND}`, 5, 1000],
  [
    'count an attempt, one',
    'update photos set attempts = attempts + 1 where id = (select id from sample limit 1)',
    200,
    1,
  ],
]

/** Writes of one photo and of many, in transactions that are rolled back, with and without what search adds. */
export async function measureWrites(client: pg.Client): Promise<WriteCost[]> {
  await client.query('create temp table sample as select * from photos where deleted_at is null limit 2000')
  await client.query('create temp table one as select * from sample limit 1')
  const [whole, untold, bare] = [
    await runWrites(client, 'whole'),
    await runWrites(client, 'untold'),
    await runWrites(client, 'bare'),
  ]
  return WRITES.map(([name], index) => ({
    name,
    whole: whole[index] ?? 0,
    untold: untold[index] ?? 0,
    bare: bare[index] ?? 0,
  }))
}

async function runWrites(client: pg.Client, kind: Kind): Promise<number[]> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const pid = rows[0]?.pid ?? 0
  const results: number[] = []
  for (const [, text, times, photos] of WRITES) {
    await client.query('begin')
    try {
      if (kind !== 'whole') await client.query('alter table photos disable trigger user')
      if (kind === 'bare') await strip(client)
      const before = cpuMs(pid)
      for (let i = 0; i < times; i += 1) await client.query(text)
      results.push((cpuMs(pid) - before) / times / photos)
    } finally {
      await client.query('rollback')
    }
  }
  return results
}

/** Takes away, inside the transaction, all that the search migrations add to the table. */
async function strip(client: pg.Client): Promise<void> {
  await client.query('alter table photos drop column search')
  const { rows } = await client.query<{ name: string }>(
    `select indexname as name from pg_indexes where tablename = 'photos' and indexname not in
      ('photos_pkey', 'photos_owner_taken', 'photos_public_taken', 'photos_owner_sha256', 'photos_unfinished', 'photos_trash')`,
  )
  for (const { name } of rows) await client.query(`drop index "${name}"`)
}
