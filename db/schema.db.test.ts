import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { INCLUDED, STATISTICS } from './schema/index-facts'
import { testDatabaseUrl } from './testing/database'
import { createDatabase } from './testing/own-database'

const read = (file: string) => readFile(path.join(import.meta.dirname, file), 'utf8')

/** What drizzle-kit makes of all files of the schema. */
async function drizzleJson() {
  const files = await readdir(path.join(import.meta.dirname, 'schema'))
  const modules = await Promise.all(files.map((file) => import(`./schema/${file.replace(/\.ts$/, '')}.ts`)))
  return generateDrizzleJson(Object.assign({}, ...modules), undefined, undefined, 'snake_case')
}

test('the schema says what the migrations make: columns, generated expressions, indexes, constraints', async () => {
  const said = new pg.Client(await createDatabase(inject('databaseUrl'), 'schema_said'))
  const made = new pg.Client(testDatabaseUrl())
  await Promise.all([said.connect(), made.connect()])
  try {
    await said.query(await read('migrations/0000_extensions.sql'))
    await said.query(await read('functions/text.sql'))
    const statements = await generateMigration(generateDrizzleJson({}), await drizzleJson())
    for (const statement of statements) await said.query(unquoted(statement))
    expect(await factsOf(made)).toEqual(await factsOf(said))
    const { rows } = await made.query('select stxname from pg_statistic_ext order by 1')
    expect(rows.map((row) => row.stxname)).toEqual(STATISTICS)
    expect(await includedOf(made)).toEqual(INCLUDED)
  } finally {
    await Promise.all([said.end(), made.end()])
  }
})

test('no migration is left to be made (`drizzle-kit generate` says: no changes)', async () => {
  const { entries } = JSON.parse(await read('migrations/meta/_journal.json'))
  const snapshot = JSON.parse(await read(`migrations/meta/${entries.at(-1).tag.slice(0, 4)}_snapshot.json`))
  expect(await generateMigration(snapshot, await drizzleJson())).toEqual([])
})

/** Drizzle quotes types that it does not know, as if they were names. */
function unquoted(statement: string): string {
  return statement.replace(/"(bit\(\d+\)|text collate "C"|tsvector)"/g, '$1')
}

const PUBLIC = `relnamespace = 'public'::regnamespace and relkind = 'r'`

/** Columns, constraints and indexes of a database as Postgres itself spells them, one line each. */
async function factsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ fact: string }>(`
    select concat_ws(' ', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), (select collname from pg_collation where oid = nullif(a.attcollation, 100)),
      case when a.attnotnull then 'not null' end, case a.attgenerated when 's' then 'generated' end, pg_get_expr(d.adbin, d.adrelid)) as fact
    from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where ${PUBLIC} and a.attnum > 0 and not a.attisdropped
    union all select concat_ws(' ', c.relname, k.conname, regexp_replace(pg_get_constraintdef(k.oid), ' INCLUDE [(].*?[)]', '')) from pg_constraint k join pg_class c on c.oid = k.conrelid
    where ${PUBLIC} and k.contype <> 'n'
    union all select regexp_replace(pg_get_indexdef(i.indexrelid), ' INCLUDE [(].*?[)]', '') from pg_index i join pg_class c on c.oid = i.indrelid
    where ${PUBLIC} order by fact`)
  return rows.map((row) => row.fact)
}

async function includedOf(client: pg.Client): Promise<Record<string, string[]>> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    select i.indexrelid::regclass::text as name, array_agg(pg_get_indexdef(i.indexrelid, n, true) order by n) as columns
    from pg_index i join pg_class c on c.oid = i.indrelid, generate_series(i.indnkeyatts + 1, i.indnatts) n where ${PUBLIC} group by 1`)
  return Object.fromEntries(rows.map((row) => [row.name, row.columns]))
}
