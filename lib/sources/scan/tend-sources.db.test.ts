import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { sourceObjects, sourceScans, sources } from '@/db/schema/sources'
import { users } from '@/db/schema/users'
import { withRollback } from '@/db/testing/database'
import { makePhoto } from '@/db/testing/factories'
import { makeWorld, type World } from '../../photos/testing/world'
import { deleteSource } from '../manage/delete-source'
import { tendSources } from './tend-sources'

type Scan = typeof sourceScans.$inferInsert

async function makeSource(db: Database, ownerId: string, values: Partial<typeof sources.$inferInsert> = {}) {
  const [source] = await db
    .insert(sources)
    .values({ ownerId, name: 'S', kind: 's3', bucket: 'b', ...values })
    .returning()
  if (!source) throw new Error('no source was made')
  return source
}

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)

async function afterTending(world: World, rescanMinutes: number | null, scan: Omit<Scan, 'sourceId'> | null) {
  const source = await makeSource(world.db, world.anna.id, { rescanMinutes })
  if (scan) await world.db.insert(sourceScans).values({ sourceId: source.id, ...scan })
  await tendSources(world.system)
  const scans = await world.db.select().from(sourceScans).where(eq(sourceScans.sourceId, source.id))
  return { scans: scans.map(({ status }) => status).sort(), jobs: (await world.jobs('source.scan', source.id)).length }
}

describe('tendSources', () => {
  it.each<[string, number | null, Omit<Scan, 'sourceId'> | null, string[], number]>([
    ['starts the scan that is due', 60, { status: 'done', startedAt: ago(61) }, ['done', 'running'], 1],
    ['starts one after a stopped one too', 60, { status: 'stopped', startedAt: ago(61) }, ['running', 'stopped'], 1],
    ['starts none too early', 60, { status: 'done', startedAt: ago(59) }, ['done'], 0],
    ['starts none where none is wanted', null, { status: 'done', startedAt: ago(999_999) }, ['done'], 0],
    ['leaves the first one to a person', 60, null, [], 0],
    ['gives a running one whose job was lost a job', 60, { status: 'running', startedAt: ago(600) }, ['running'], 1],
    ['wakes one whose pause is over', 60, { status: 'paused', resumeAt: ago(1) }, ['paused'], 1],
    ['lets one wait whose pause is not', 60, { status: 'paused', resumeAt: ago(-1) }, ['paused'], 0],
    ['never wakes what a person has paused', 5, { status: 'paused', startedAt: ago(600) }, ['paused'], 0],
  ])('%s', (_name, rescanMinutes, scan, scans, jobs) =>
    withRollback(async (db) => {
      expect(await afterTending(await makeWorld(db), rescanMinutes, scan)).toEqual({ scans, jobs })
    }),
  )

  it('does nothing for those who are shut out', () =>
    withRollback(async (db) => {
      const world = await makeWorld(db)
      await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, world.anna.id))
      const scan = { status: 'done' as const, startedAt: ago(61) }
      expect(await afterTending(world, 60, scan)).toEqual({ scans: ['done'], jobs: 0 })
    }))

  it('forgets disconnected sources, their photos and renditions, and nothing else', () =>
    withRollback(async (db) => {
      const world = await makeWorld(db)
      const doomed = await makeSource(db, world.anna.id)
      const other = await makeSource(db, world.anna.id)
      const place = async (sourceId: string, sourceKey: string) => {
        const photo = await makePhoto(db, world.anna.id, {
          sourceId,
          sourceKey,
          objectKey: `sources/${sourceKey}.none`,
        })
        const facts = { etag: 'e', bytes: 1, modifiedAt: new Date(), kind: 'photo' as const, state: 'done' as const }
        await db.insert(sourceObjects).values({ sourceId, key: sourceKey, photoId: photo.id, ...facts })
        return photo.id
      }
      const gone = await place(doomed.id, 'a.jpg')
      const kept = await place(other.id, 'a.jpg')
      const upload = await makePhoto(db, world.anna.id)
      await expect(deleteSource(world.as(world.ben), doomed.id)).rejects.toMatchObject({ code: 'not_found' })
      await deleteSource(world.as(world.anna), doomed.id)
      await tendSources(world.system)
      await tendSources(world.system)
      const left = await db.select({ id: photos.id }).from(photos).where(eq(photos.ownerId, world.anna.id))
      expect(left.map(({ id }) => id).sort()).toEqual([kept, upload.id].sort())
      const rows = await db.execute<{ n: string }>(
        sql`select count(*) as n from sources where owner_id = ${world.anna.id}`,
      )
      expect(Number(rows.rows[0]?.n)).toBe(1)
      const [job] = await world.jobs('objects.delete', gone)
      expect(JSON.stringify(job?.payload)).toContain(`renditions/${gone.slice(-2)}/${gone}-1-thumb.webp`)
      expect(await world.jobs('objects.delete', kept)).toEqual([])
    }))
})
