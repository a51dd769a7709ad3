import type pg from 'pg'

export interface WriteCost {
  name: string
  /** Milliseconds a photo, as the product is. */
  whole: number
  /** The same on a table without what search adds. */
  bare: number
}

const COPY = `insert into photos (owner_id, status, visibility, filename, object_key, bytes, media_type, sha256, width, height, title,
  description, tags, rating, taken_local, camera_make, camera_model, lens, iso, latitude, longitude, town, region, country, country_code)
  select owner_id, status, visibility, filename, object_key, bytes, media_type, sha256, width, height, title, description, tags, rating,
  taken_local, camera_make, camera_model, lens, iso, latitude, longitude, town, region, country, country_code from sample`

/** Writes of one photo and of many, in transactions that are rolled back, with and without what search adds. */
export async function measureWrites(client: pg.Client): Promise<WriteCost[]> {
  await client.query('create temp table sample as select * from photos tablesample system (1) limit 1000')
  await client.query('create temp table one as select * from sample limit 1')
  const whole = await runWrites(client, false)
  const bare = await runWrites(client, true)
  return whole.map(({ name, ms }, index) => ({ name, whole: ms, bare: bare[index]?.ms ?? 0 }))
}

async function runWrites(client: pg.Client, bare: boolean): Promise<{ name: string; ms: number }[]> {
  const results: { name: string; ms: number }[] = []
  const run = async (name: string, text: string, times: number, photos: number) => {
    const started = performance.now()
    for (let i = 0; i < times; i += 1) await client.query(text)
    results.push({ name, ms: (performance.now() - started) / times / photos })
  }
  await client.query('begin')
  try {
    if (bare) await strip(client)
    await run('insert, one at a time', COPY.replace('from sample', 'from one'), 200, 1)
    await run('insert, 1,000 at once', COPY, 3, 1000)
    await run(
      'publish, one',
      "update photos set visibility = 'public' where id = (select id from sample limit 1)",
      100,
      1,
    )
    await run(
      'retag, 1,000 at once',
      "update photos set tags = tags || '{x}' where id in (select id from sample)",
      2,
      1000,
    )
    await run(
      'count an attempt, one',
      'update photos set attempts = attempts + 1 where id = (select id from sample limit 1)',
      200,
      1,
    )
  } finally {
    await client.query('rollback')
  }
  return results
}

/** Takes away, inside the transaction, all that the search migrations add to the table. */
async function strip(client: pg.Client): Promise<void> {
  await client.query('alter table photos disable trigger user')
  await client.query('alter table photos drop column search')
  const { rows } = await client.query<{ name: string }>(
    `select indexname as name from pg_indexes where tablename = 'photos' and indexname not in
      ('photos_pkey', 'photos_owner_taken', 'photos_public_taken', 'photos_owner_sha256', 'photos_unfinished', 'photos_trash')`,
  )
  for (const { name } of rows) await client.query(`drop index "${name}"`)
}
