import { expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { sourceScans, sources } from '@/db/schema/sources'
import { withRollback } from '@/db/testing/database'
import { makePhoto } from '@/db/testing/factories'
import { makePerson } from '../../auth/testing/person'
import { AdminSourcesQuery } from '../ground/all-sources-contract'
import { listAllSources } from './list-all-sources'

const code = (expected: string) => expect.objectContaining({ code: expected })

async function makeSource(db: Database, ownerId: string, name: string, deletedAt: Date | null = null) {
  const [source] = await db
    .insert(sources)
    .values({
      ownerId,
      name,
      kind: 's3',
      endpoint: `https://${name}.example`,
      bucket: name,
      prefix: `${name}/`,
      deletedAt,
    })
    .returning({ id: sources.id })
  if (!source) throw new Error('no source was made')
  return source.id
}

it('administrators see state and numbers of everybody’s sources, latest first, and nothing of what they are', () =>
  withRollback(async (db) => {
    const [admin, anna, ben] = [await makePerson(db, { role: 'admin' }), await makePerson(db), await makePerson(db)]
    const first = await makeSource(db, anna.user.id, 'secretalpha')
    const second = await makeSource(db, ben.user.id, 'secretbeta')
    await makeSource(db, ben.user.id, 'secretgone', new Date())
    const shown = { sourceId: first }
    await makePhoto(db, anna.user.id, { ...shown, sourceKey: 'secretkey/1.jpg' })
    await makePhoto(db, anna.user.id, { ...shown, sourceKey: 'secretkey/2.jpg', missingAt: new Date() })
    await makePhoto(db, anna.user.id, { ...shown, sourceKey: 'secretkey/3.jpg', deletedAt: new Date() })
    await db.insert(sourceScans).values({ sourceId: first, status: 'done', listed: 1, finishedAt: new Date() })
    await db
      .insert(sourceScans)
      .values({ sourceId: first, status: 'paused', reason: 'secretkey/4.jpg hangs', listed: 7 })
    const page = await listAllSources(admin.ctx, AdminSourcesQuery.parse({ limit: 1 }))
    expect(page.items).toMatchObject([{ id: second, owner: ben.user.username, kind: 's3', photos: 0, scan: null }])
    const rest = await listAllSources(admin.ctx, AdminSourcesQuery.parse({ limit: 1, cursor: page.next }))
    expect(rest).toMatchObject({
      items: [{ id: first, owner: anna.user.username, photos: 1, missing: 1, failed: 0 }],
      next: null,
    })
    expect(rest.items[0]?.scan).toMatchObject({ status: 'paused', trouble: true, listed: 7 })
    expect(JSON.stringify([page, rest])).not.toContain('secret')
    expect(await db.$count(photos)).toBe(3)
  }))

it('is for administrators only', () =>
  withRollback(async (db) => {
    const anna = await makePerson(db)
    await expect(listAllSources(anna.ctx, AdminSourcesQuery.parse({}))).rejects.toEqual(code('not_found'))
  }))
