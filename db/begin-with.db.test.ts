import { sql } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { beginWith } from './begin-with'
import { type Database, openDatabase } from './client'
import { testPool, withRollback } from './testing/database'

const NAME = `begun ${process.pid}`
const first = (text: string) =>
  sql`select set_config('albumen.begun', ${text}, true) as text, pg_current_xact_id()::text as id`
const note = (db: Database) => db.execute(sql`insert into settings_of_begin (name) values (${NAME})`)
const count = async (db: Database) =>
  (await db.execute(sql`select from settings_of_begin where name = ${NAME}`)).rows.length

const db = openDatabase(testPool())
await db.execute(sql`create table if not exists settings_of_begin (name text)`)
afterAll(() => db.execute(sql`drop table settings_of_begin`))

test('the statement and what follows are one transaction, and quotes are no way out of it', async () => {
  const text = "it's; rollback; --"
  const found = await beginWith<{ text: string; id: string }, unknown[]>(db, first(text), async (tx, [row]) => {
    await note(tx)
    const { rows } = await tx.execute(
      sql`select current_setting('albumen.begun') as text, pg_current_xact_id()::text as id`,
    )
    return [row, rows[0]]
  })
  expect(found[0]).toMatchObject({ text })
  expect(found[1]).toEqual(found[0])
  expect(await count(db)).toBe(1)
})

test('what fails in it is taken back, and the connection is of use', async () => {
  const before = await count(db)
  for (const fails of [sql`select 1 / 0`, sql`select 'a' where false and`]) {
    await expect(beginWith(db, fails, async () => undefined)).rejects.toThrow()
  }
  const broken = beginWith(db, first('b'), async (tx) => {
    await tx.transaction(note)
    throw new Error('enough')
  })
  await expect(broken).rejects.toThrow('enough')
  expect(await count(db)).toBe(before)
})

test('within a transaction it is a part of that', () =>
  withRollback(async (tx) => {
    await beginWith(tx, first('c'), (inside) => note(inside))
    expect(await count(tx)).toBeGreaterThan(0)
    expect(await count(db)).toBeLessThan(await count(tx))
  }))
