import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { checkCounters, checkCountersApart, foldCounters } from '@/lib/search/query/keep-counters'
import { applyFunctions } from './apply-functions'
import { photos } from './schema/photos'
import { testDatabaseUrl, testPool, withRollback } from './testing/database'
import { makePhoto, makeUser } from './testing/factories'

const FOLDER = path.join(import.meta.dirname, 'functions')

test('every function and trigger of the database stands in db/functions', () =>
  withRollback(async (db) => {
    const files = await readdir(FOLDER)
    const text = (await Promise.all(files.map((file) => readFile(path.join(FOLDER, file), 'utf8')))).join('\n')
    const named = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name).sort()
    const { rows } = await db.execute<{ kind: string; name: string }>(sql`
      select 'function' as kind, proname as name from pg_proc p where pronamespace = 'public'::regnamespace
        and not exists (select from pg_depend where objid = p.oid and deptype = 'e')
      union all select 'trigger', tgname from pg_trigger join pg_class on pg_class.oid = tgrelid
        where not tgisinternal and relnamespace = 'public'::regnamespace`)
    const found = (kind: string) => rows.filter((row) => row.kind === kind).map(({ name }) => name)
    expect(found('function').sort()).toEqual(named(/create or replace function public\.(\w+)/g))
    expect(found('trigger').sort()).toEqual(named(/create or replace trigger (\w+)/g))
  }))

test('a file is run again when its text changes, and only then; one that fails changes nothing', async () => {
  const client = await testPool().connect()
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-functions-'))
  const one = (value: string) =>
    `create or replace function public.test_one() returns text language sql as $$ select '${value}' $$`
  const says = async () => (await client.query('select public.test_one() as said')).rows[0].said
  try {
    expect(await applyFunctions(client)).toEqual([])
    await writeFile(path.join(folder, 'test-one.sql'), one('first'))
    expect(await applyFunctions(client, folder)).toEqual(['test-one.sql'])
    expect(await applyFunctions(client, folder)).toEqual([])
    await writeFile(path.join(folder, 'test-one.sql'), one('second'))
    expect(await applyFunctions(client, folder)).toEqual(['test-one.sql'])
    expect(await says()).toBe('second')
    await writeFile(path.join(folder, 'test-one.sql'), one('third'))
    await writeFile(path.join(folder, 'test-two.sql'), 'create nonsense')
    await expect(applyFunctions(client, folder)).rejects.toThrow('syntax error')
    expect(await says()).toBe('second')
  } finally {
    await client.query('drop function if exists public.test_one()')
    await client.query("delete from applied_functions where file like 'test-%'")
    client.release()
    await rm(folder, { recursive: true })
  }
})

test('public means the same to the triggers and to who looks', () =>
  withRollback(async (db) => {
    const { rows } = await db.execute(sql`
      select visibility, status, gone, public.photo_is_public(visibility, status, case when gone then now() end) as open
      from unnest(array['public', 'private']) visibility, unnest(array['ready', 'processing']) status, unnest(array[true, false]) gone`)
    const open = rows.filter((row) => row.open)
    expect(rows).toHaveLength(8)
    expect(open).toEqual([{ visibility: 'public', status: 'ready', gone: false, open: true }])
  }))

test('counters that went wrong are found and counted anew; folding changes no sum', () =>
  withRollback(async (db) => {
    const [anna, ben] = [await makeUser(db), await makeUser(db)]
    for (const owner of [anna, ben])
      for (const town of ['Berlin', 'Oslo']) await makePhoto(db, owner.id, { visibility: 'public', town, tags: ['x'] })
    expect(await checkCounters({ db })).toBe(0)
    expect(await foldCounters({ db })).toBeGreaterThanOrEqual(2)
    expect(await foldCounters({ db })).toBe(0)
    expect(await checkCounters({ db })).toBe(0)
    await db.execute(sql`update photo_counts set n = n + 1 where owner_id = ${anna.id} and facet = 'town'`)
    await db.execute(sql`delete from photo_groups where owner_id = ${ben.id}`)
    expect(await checkCounters({ db })).toBeGreaterThan(2)
    expect(await checkCounters({ db })).toBe(0)
  }))

test('changes are counted by what differs, whatever else stays the same', () =>
  withRollback(async (db) => {
    const owner = await makeUser(db)
    const [one] = [await makePhoto(db, owner.id, { tags: ['a', 'b'], rating: 3 }), await makePhoto(db, owner.id)]
    const changes: Partial<typeof photos.$inferInsert>[] = [
      { country: null },
      { country: 'Deutschland', countryCode: null },
      { countryCode: 'DE', tags: ['b', 'c'] },
      { country: null, countryCode: null, rating: null, favourite: true },
      { visibility: 'public' },
      { takenLocal: '2023-08-11 00:00:00', latitude: 53, longitude: null },
      { takenLocal: null, cameraMake: 'Canon', cameraModel: 'R5', lens: 'L' },
      { cameraMake: null, deletedAt: new Date() },
      { tags: [], town: null, rating: 1 },
      { deletedAt: null, rating: 2, mediaType: 'image/png' },
    ]
    for (const change of changes) {
      await db.update(photos).set(change).where(eq(photos.id, one.id))
      await db.update(photos).set({ description: 'No counter knows of it.' }).where(eq(photos.ownerId, owner.id))
      const { rows } = await db.execute(sql`select public.wrong_photo_counters() as wrong`)
      expect(rows, JSON.stringify(change)).toEqual([{ wrong: '0' }])
    }
    const { rows } = await db.execute(
      sql`select facet, name from photo_names where name in ('Deutschland', 'Canon R5', 'R5', 'L') order by 2`,
    )
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['Canon R5', 'Deutschland', 'L', 'R5']))
  }))

test('the check by night and `npm run recount` have a connection of their own', async () => {
  await checkCountersApart(testDatabaseUrl())
  expect(await checkCountersApart(testDatabaseUrl())).toBe(0)
})
