import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { albumMembers, albums } from '@/db/schema/albums'
import { sources } from '@/db/schema/sources'
import { users } from '@/db/schema/users'
import { withRollback } from '@/db/testing/database'
import { makePhoto, makeUser } from '@/db/testing/factories'
import { type Actor, ANONYMOUS } from '../../context/actor'
import { actorOf, context, tokenOf } from '../testing/people'
import { suggest } from './suggest'

/** Anna has albums, two of them shared with Ben, and a source; Ben has an album and a source; Carl shows nothing. */
async function world(db: Database) {
  const anna = await makeUser(db, { username: 'anna', name: 'Anna Ash' })
  const ben = await makeUser(db, { username: 'ben', name: 'Ben Ash' })
  const carl = await makeUser(db, { username: 'carl', name: 'Carl Ash' })
  const ids: Record<string, string> = {}
  for (const [ownerId, title, visibility] of [
    [anna.id, 'Northern lights', 'private'],
    [anna.id, 'Norway 2024', 'private'],
    [anna.id, 'Norwegian secrets', 'public'],
    [ben.id, 'Norfolk', 'private'],
  ] as const) {
    const [made] = await db.insert(albums).values({ ownerId, title, visibility }).returning({ id: albums.id })
    ids[title] = made?.id ?? ''
  }
  for (const title of ['Norway 2024', 'Northern lights'])
    await db.insert(albumMembers).values({ albumId: ids[title] ?? '', userId: ben.id, role: 'viewer' })
  for (const [ownerId, name] of [
    [anna.id, 'Anna’s NAS'],
    [ben.id, 'Nas of Ben'],
  ] as const)
    await db.insert(sources).values({ ownerId, name, kind: 'directory', path: '/nowhere', visibility: 'private' })
  await makePhoto(db, anna.id, { visibility: 'public' })
  await makePhoto(db, ben.id, { visibility: 'public' })
  await makePhoto(db, carl.id)
  return { anna, ben, carl, ids }
}

async function labels(db: Database, actor: Actor, text: string): Promise<string[]> {
  const { items } = await suggest(context(db, actor), text)
  return items.filter(({ kind }) => kind === 'value').map(({ key, label }) => `${key} ${label}`)
}

describe('suggestions that name things', () => {
  it('are of one’s own albums and sources, and of albums that are shared with one', () =>
    withRollback(async (db) => {
      const { anna, ben, carl } = await world(db)
      const own = ['album Northern lights', 'album Norway 2024', 'album Norwegian secrets']
      expect((await labels(db, actorOf(anna), 'album:nor')).sort()).toEqual(own)
      expect((await labels(db, tokenOf(anna), 'album:"norway 2')).sort()).toEqual(['album Norway 2024'])
      expect((await labels(db, actorOf(ben), 'album:nor')).sort()).toEqual([
        'album Norfolk',
        'album Northern lights, by Anna Ash',
        'album Norway 2024, by Anna Ash',
      ])
      expect((await labels(db, actorOf(ben), 'album:'))[0]).toBe('album Norfolk')
      expect(await labels(db, actorOf(carl), 'album:')).toEqual([])
      expect(await labels(db, ANONYMOUS, 'album:')).toEqual([])
      expect(await labels(db, actorOf(anna), 'source:')).toEqual(['source Anna’s NAS'])
      expect(await labels(db, actorOf(ben), 'source:nas')).toEqual(['source Nas of Ben'])
      expect(await labels(db, ANONYMOUS, 'source:')).toEqual([])
    }))

  it('lead to the id, and stand among the suggestions for a bare word', () =>
    withRollback(async (db) => {
      const { anna, ben, ids } = await world(db)
      const { items } = await suggest(context(db, actorOf(anna)), 'album:norway')
      expect(items.map(({ insert }) => insert)).toEqual([`album:${ids['Norway 2024']}`])
      expect(await labels(db, actorOf(ben), 'norf')).toContain('album Norfolk')
      expect(await labels(db, actorOf(ben), 'nas')).toEqual(['source Nas of Ben'])
      expect(await labels(db, actorOf(ben), 'a')).toEqual([])
    }))

  it('end with the sharing, with the source, and where the owner is disabled', () =>
    withRollback(async (db) => {
      const { anna, ben, ids } = await world(db)
      await db.delete(albumMembers).where(eq(albumMembers.albumId, ids['Norway 2024'] ?? ''))
      expect(await labels(db, actorOf(ben), 'album:norw')).toEqual([])
      await db.update(sources).set({ deletedAt: new Date() }).where(eq(sources.ownerId, ben.id))
      expect(await labels(db, actorOf(ben), 'source:')).toEqual([])
      await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, anna.id))
      expect(await labels(db, actorOf(ben), 'album:')).toEqual(['album Norfolk'])
      expect(await labels(db, actorOf(ben), 'owner:')).toEqual(['owner Ben Ash'])
    }))

  it('name those people only whose photos one may see', () =>
    withRollback(async (db) => {
      const { anna, carl } = await world(db)
      expect((await labels(db, actorOf(anna), 'owner:ash')).sort()).toEqual(['owner Anna Ash', 'owner Ben Ash'])
      expect((await labels(db, ANONYMOUS, 'owner:')).sort()).toEqual(['owner Anna Ash', 'owner Ben Ash'])
      expect((await labels(db, actorOf(carl), 'owner:carl')).sort()).toEqual(['owner Carl Ash'])
      expect(await labels(db, ANONYMOUS, 'car')).toEqual([])
    }))

  it('tell people of the same name apart', () =>
    withRollback(async (db) => {
      await world(db)
      const other = await makeUser(db, { username: 'benno', name: 'Ben Ash' })
      await makePhoto(db, other.id, { visibility: 'public' })
      expect((await labels(db, ANONYMOUS, 'owner:ben')).sort()).toEqual([
        'owner Ben Ash (ben)',
        'owner Ben Ash (benno)',
      ])
    }))
})
