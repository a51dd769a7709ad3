import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { connect, type Database } from '../../db/client'
import { migrateDatabase } from '../../db/migrate'
import { makePhoto, makeUser } from '../../db/testing/factories'
import { makeManyPhotos } from '../../db/testing/many-photos'
import { keepGroups } from '../../lib/duplicates/keep-groups'
import { groupsOf, printAt } from '../../lib/duplicates/testing/prints'
import { startPostgres } from '../postgres'
import { startScript, until } from '../testing/own-process'

const NEVER = new AbortController().signal

it('killed in the middle and begun again beside a worker and another one, a rebuild gives the groups that were there', async () => {
  const home = await mkdtemp(path.join(tmpdir(), 'albumen-rebuild-'))
  const postgres = await startPostgres(path.join(home, 'postgres'))
  const { db, pool } = connect(postgres.url, 3, () => undefined)
  try {
    await migrateDatabase(postgres.url)
    const owners = [await makeUser(db), await makeUser(db)].map(({ id }) => id)
    for (const owner of owners) {
      await makeManyPhotos(db, owner, 700)
      for (const at of [0, 0, 1, 2, 6, 7, 12, 12, 12]) await makePhoto(db, owner, printAt(at))
    }
    await keepGroups(db, {}, NEVER)
    const all = () => Promise.all(owners.map((owner) => groupsOf(db, owner)))
    const right = await all()
    expect(right.map((groups) => groups.length)).toEqual([3, 3])
    await spoil(db, owners[0] ?? '')

    const rebuild = () => startScript('repair/rebuild-similar.ts', { DATABASE_URL: postgres.url })
    const killed = rebuild()
    await until('a part is done', () => killed.output().includes('500 photos done'))
    killed.child.kill('SIGKILL')
    await killed.exited
    const [one, other] = [rebuild(), rebuild()]
    // A worker, and a photo that comes meanwhile.
    const late = await makePhoto(db, owners[1] ?? '', printAt(18))
    await keepGroups(db, {}, NEVER)
    expect([await one.exited, await other.exited]).toEqual([0, 0])
    expect(one.output()).toContain('Done: ')
    expect(await all()).toEqual(right)
    await db.execute(sql`delete from photos where id = ${late.id}`)
    await keepGroups(db, {}, NEVER)
    expect(await all()).toEqual(right)
  } finally {
    await pool.end()
    await postgres.stop()
    await rm(home, { recursive: true, force: true })
  }
})

/** As where triggers were taken away: no bands, a pair that is none, a group that is none. */
async function spoil(db: Database, ownerId: string): Promise<void> {
  await db.execute(sql`delete from photo_bands where photo_id in (select id from photos where owner_id = ${ownerId})`)
  await db.execute(sql`delete from duplicate_pairs where owner_id = ${ownerId}`)
  await db.execute(sql`update duplicate_groups set kind = 'burst', sort = 'burst' where owner_id = ${ownerId}`)
  await db.execute(sql`
    insert into duplicate_pairs (owner_id, a, b, distance, kind)
    select ${ownerId}::uuid, ids[1], ids[2], 3, 'resaved'
    from (select array_agg(id order by id) as ids from (select id from photos where owner_id = ${ownerId} order by id limit 2) two) pair`)
}
