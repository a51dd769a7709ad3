import type pg from 'pg'
import { sealCursor } from '../../lib/cursors/sealed-cursor'
import { listDuplicates } from '../../lib/duplicates/list-duplicates'
import { contextOf, type Times, timed } from './similar-measure'

const RUNS = 100
const WARM_UP = 10
const KINDS = [undefined, 'same_bytes', 'resaved', 'edited', 'burst', 'companion'] as const

/** Eight groups of twenty photos: 2, 2, 2, 2, 2, 2, 3 and 5. */
const PLACES = '{0,0,1,1,2,2,3,3,4,4,5,5,6,6,6,7,7,7,7,7}'

/**
 * Makes groups of an owner's oldest photos, as the job would: it takes one photo at a time, and this is about reading them. Every fifth photo
 * is in an album.
 */
export async function makeGroups(client: pg.Client, ownerNumber: number, count: number): Promise<void> {
  await client.query('begin')
  await client.query(
    `create temp table grouped on commit drop as
      select (n / 20) * 8 + ('${PLACES}'::int[])[n % 20 + 1] as "group", photo.* from (
        select id as photo_id, owner_id, added_at, row_number() over (order by id)::int - 1 as n from photos
        where owner_id = (select id from users where username = $1) order by id limit $2) photo`,
    [`owner-${ownerNumber}`, Math.ceil(count / 8) * 20],
  )
  await client.query(`create temp table made on commit drop as
    select "group", gen_random_uuid() as id, owner_id, max(added_at) as newest, count(*) as size,
      case when "group" % 20 < 6 then 'same_bytes' when "group" % 20 < 14 then 'resaved' when "group" % 20 < 18 then 'edited'
        when "group" % 20 = 18 then 'burst' else 'companion' end as kind
    from grouped group by "group", owner_id`)
  await client.query(`insert into duplicate_groups (id, owner_id, sort, kind, newest, size)
    select id, owner_id, case when kind in ('burst', 'companion') then kind else 'duplicate' end, kind, newest, size from made`)
  await client.query(
    'insert into duplicate_members (group_id, photo_id) select id, photo_id from grouped join made using ("group")',
  )
  await client.query(`insert into duplicate_pairs (owner_id, a, b, distance, kind)
    select a.owner_id, a.photo_id, b.photo_id, a.n % 10, kind from grouped a join grouped b using ("group") join made using ("group")
    where a.photo_id < b.photo_id`)
  await client.query(`with album as (
      insert into albums (owner_id, title) select owner_id, 'Album ' || n from (select distinct owner_id from grouped) owner, generate_series(1, 20) n
      returning id, right(title, 2)::int as number
    )
    insert into album_photos (album_id, photo_id, position) select album.id, photo_id, n from grouped join album on number = n / 5 % 20 + 1 where n % 5 = 0`)
  await client.query('commit')
}

/** The first page and one in the middle, without and with each kind. */
export async function measurePages(client: pg.Client, ownerNumber: number, groups: number): Promise<Times[]> {
  const ctx = await contextOf(client, ownerNumber)
  const results: Times[] = []
  for (const kind of KINDS) {
    const name = kind === undefined ? 'duplicates' : `kind=${kind}`
    const first = await measure(() => listDuplicates(ctx, { kind, limit: 20 }))
    results.push({ what: `${name}, first page`, distance: groups, times: first })
    const cursor = await middle(client, ownerNumber, kind)
    const deep = await measure(() => listDuplicates(ctx, { kind, limit: 20, cursor }))
    results.push({ what: `${name}, a page in the middle`, distance: groups, times: deep })
  }
  return results
}

async function measure(ask: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let run = 0; run < RUNS + WARM_UP; run++) times.push(await timed(ask))
  return times.slice(WARM_UP)
}

type Kind = (typeof KINDS)[number]

/** Where the page behind half of the list begins. */
async function middle(client: pg.Client, ownerNumber: number, kind: Kind): Promise<string> {
  const list = `from duplicate_groups where owner_id = (select id from users where username = $1)
    and case when $2::text is null then sort = 'duplicate' else kind = $2 end`
  const { rows } = await client.query(
    `select newest::text as place, id ${list} order by newest desc, id desc offset (select count(*) / 2 ${list}) limit 1`,
    [`owner-${ownerNumber}`, kind ?? null],
  )
  return sealCursor(['duplicates', kind ?? '', rows[0]?.place, rows[0]?.id])
}
