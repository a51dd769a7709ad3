import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { expect } from 'vitest'
import type { Database } from '@/db/client'
import { users } from '@/db/schema/users'
import { PASSWORD } from '../../auth/testing/person'
import { keepAll } from '../../duplicates/keep-groups'
import { foldCounters } from '../../search/query/keep-counters'
import type { ObjectStore } from '../../storage/object-store'
import { listAll } from '../../storage/testing/bodies'
import type { DeletionReport } from '../contract'
import { deleteMe } from '../delete-me'
import { fullAccount, runDeletions, share, tablesOfAccounts, tablesWith } from './full-account'

/** What may go on naming an account that is gone, and why. */
const STAYS: Record<string, string> = {
  audit_log: 'who did what to whom, for a year: that is what it is for',
}

/** Deletes a full account beside another one, and looks for what is left: in every table, among the jobs, in the store. */
export async function checkDeletion(db: Database, store: ObjectStore): Promise<DeletionReport> {
  const [mark, other] = [`gone-${randomUUID().slice(0, 8)}`, `stay-${randomUUID().slice(0, 8)}`]
  const stays = await fullAccount(db, store, other, 'admin')
  const goes = await fullAccount(db, store, mark)
  await share(db, stays.album.id, goes.user.id)
  await assertEveryTable(db, goes.user.id)
  const theirs = await rowsOf(db, stays.user.id)
  const before = (await listAll(store, '')).map(({ key }) => key)

  const report = await deleteMe({ ...goes.ctx, db, store }, PASSWORD)
  await runDeletions(db, store)
  await foldCounters({ db })
  await keepAll(db, goes.user.id)

  for (const text of [goes.user.id, mark]) {
    // Keys of files that are being deleted.
    await db.execute(sql`delete from graphile_worker._private_jobs where payload -> 'keys' is not null`)
    expect(
      (await tablesWith(db, text)).filter((table) => !(table in STAYS)),
      `where ${text} is left`,
    ).toEqual([])
  }
  expect(await rowsOf(db, stays.user.id)).toEqual(theirs)
  expect(await db.select().from(users).where(eq(users.id, stays.user.id))).toHaveLength(1)
  const after = (await listAll(store, '')).map(({ key }) => key)
  expect(after.filter((key) => key.includes(mark))).toEqual([])
  // Half of all was theirs: three photos of three files, and one that was coming.
  expect([before.length, after.length]).toEqual([20, 10])
  return report
}

/** A table that is new, and of which the account has no row here, is one that nobody thought of. */
async function assertEveryTable(db: Database, id: string): Promise<void> {
  for (const { table, column } of await tablesOfAccounts(db)) {
    if (table in STAYS) continue
    const { rows } = await db.execute(
      sql`select 1 from ${sql.identifier(table)} where ${sql.identifier(column)} = ${id}::uuid limit 1`,
    )
    expect(rows.length, `${table}.${column}: make a row in lib/accounts/testing/full-account.ts`).toBe(1)
  }
}

/** How much of somebody is in which table. */
async function rowsOf(db: Database, id: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { table, column } of await tablesOfAccounts(db)) {
    // Differences that are folded, and work that is done.
    if (table in STAYS || /^photo_(counts|groups|cells)|^duplicate_work$/.test(table)) continue
    const { rows } = await db.execute<{ n: string }>(
      sql`select count(*) as n from ${sql.identifier(table)} where ${sql.identifier(column)} = ${id}::uuid`,
    )
    counts[`${table}.${column}`] = Number(rows[0]?.n)
  }
  return counts
}
