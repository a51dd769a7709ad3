import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { auditLog } from '@/db/schema/audit'
import { photos } from '@/db/schema/photos'
import { withRollback } from '@/db/testing/database'
import { makePhoto } from '@/db/testing/factories'
import { findSession } from '../auth/find-session'
import { attempt, makePerson, PASSWORD } from '../auth/testing/person'
import { addPerson } from './add-person'
import { changePerson } from './change-person'
import { deletePerson } from './delete-person'
import { endSessions } from './end-sessions'
import { listPeople } from './list-people'
import { AdminUserMaking, PeopleQuery } from './people-contract'

const code = (expected: string) => expect.objectContaining({ code: expected })
const NEW_PASSWORD = 'another long password'
const asked = (query: object) => PeopleQuery.parse(query)

/** A name that no other account of the database has, for lists of these accounts alone. */
const mark = () => `m${randomUUID().slice(0, 8)}`

async function written(db: Database, subjectId: string) {
  const rows = await db.select().from(auditLog).where(eq(auditLog.subjectId, subjectId))
  return rows.map(({ action, actorName, subjectName, address, details }) => ({
    action,
    actorName,
    subjectName,
    address,
    details,
  }))
}

describe('people', () => {
  it('are listed with what they keep, page by page in every order', () =>
    withRollback(async (db) => {
      const tag = mark()
      const admin = await makePerson(db, { role: 'admin' })
      const people = []
      for (let n = 0; n < 5; n++) people.push(await makePerson(db, { name: `${tag} ${n}` }))
      const [first, second] = people
      if (!first || !second) throw new Error('nobody was made')
      await makePhoto(db, first.user.id, { bytes: 700 })
      await makePhoto(db, first.user.id, { bytes: 300, deletedAt: new Date() })
      await makePhoto(db, second.user.id, { bytes: 5000, title: 'A secret title', town: 'Hidden' })
      await changePerson(admin.ctx, people[4]?.user.id ?? '', { disabled: true })
      for (const sort of ['name', 'added', 'seen', 'bytes', 'photos']) {
        const seen: string[] = []
        let cursor: string | undefined
        do {
          const page = await listPeople(admin.ctx, asked({ q: tag, sort, limit: 2, ...(cursor ? { cursor } : {}) }))
          expect(page.total).toBe(5)
          expect(JSON.stringify(page)).not.toMatch(/secret|Hidden/)
          seen.push(...page.items.map((person) => person.id))
          cursor = page.next ?? undefined
        } while (cursor)
        expect(new Set(seen)).toEqual(new Set(people.map(({ user }) => user.id)))
        expect(seen).toHaveLength(5)
        if (sort === 'bytes') expect(seen.slice(0, 2)).toEqual([second.user.id, first.user.id])
        if (sort === 'photos') expect(seen.slice(0, 2)).toEqual([first.user.id, second.user.id])
        if (sort === 'seen') expect(seen.at(-1)).toBe(people[4]?.user.id)
      }
      const disabled = await listPeople(admin.ctx, asked({ q: tag, state: 'disabled' }))
      expect(disabled.items).toMatchObject([{ id: people[4]?.user.id, disabled: true, sessions: 0, lastSeenAt: null }])
      const mine = await listPeople(admin.ctx, asked({ q: first.user.username.toUpperCase() }))
      expect(mine.items).toMatchObject([{ photos: 2, usedBytes: 1000, sessions: 1, disabled: false, role: 'user' }])
      expect((await listPeople(admin.ctx, asked({ q: `${tag} %` }))).items).toEqual([])
      await expect(listPeople(admin.ctx, asked({ cursor: 'x' }))).rejects.toEqual(code('invalid'))
    }))

  it('are added with a first password, a role and a quota, also twice under one name refused', () =>
    withRollback(async (db) => {
      const admin = await makePerson(db, { role: 'admin' })
      const tag = mark()
      const making = { email: `${tag}@example.org`, username: tag, password: NEW_PASSWORD, quotaBytes: 1000 }
      const made = await addPerson({ ...admin.ctx, address: '192.0.2.7' }, AdminUserMaking.parse(making))
      expect(made).toMatchObject({ username: tag, name: tag, role: 'user', quotaBytes: 1000, photos: 0, usedBytes: 0 })
      expect(await attempt(db, tag, NEW_PASSWORD)).toMatchObject({ sub: made.id })
      expect((await written(db, made.id))[0]).toEqual({
        action: 'account.made',
        actorName: admin.user.username,
        subjectName: tag,
        address: '192.0.2.7',
        details: { role: 'user', quotaBytes: 1000 },
      })
      await expect(
        db.transaction((tx) => addPerson({ ...admin.ctx, db: tx }, AdminUserMaking.parse(making))),
      ).rejects.toEqual(code('conflict'))
      const named = { ...making, username: `${tag}-2`, email: `${tag}2@example.org`, password: `${tag}2@example.org` }
      await expect(addPerson(admin.ctx, AdminUserMaking.parse(named))).rejects.toEqual(code('invalid'))
    }))

  it('are changed; a new password ends what was open', () =>
    withRollback(async (db) => {
      const [admin, one] = [await makePerson(db, { role: 'admin' }), await makePerson(db)]
      const changed = await changePerson(admin.ctx, one.user.id, { name: 'Ada', role: 'admin', quotaBytes: 5 })
      expect(changed).toMatchObject({ name: 'Ada', role: 'admin', quotaBytes: 5 })
      expect(await findSession(db, one.token)).toMatchObject({ name: 'Ada', role: 'admin' })
      await changePerson(admin.ctx, one.user.id, { password: NEW_PASSWORD })
      expect(await findSession(db, one.token)).toBeNull()
      expect(await attempt(db, one.user.username, PASSWORD)).toBeNull()
      expect(await attempt(db, one.user.username, NEW_PASSWORD)).not.toBeNull()
      await changePerson(admin.ctx, one.user.id, { name: 'Ada' })
      const entries = (await written(db, one.user.id)).filter(({ action }) => action === 'account.changed')
      expect(entries.map(({ details }) => details)).toEqual([
        { role: 'admin', roleBefore: 'user', quotaBytes: 5, quotaBytesBefore: null, fields: ['name'] },
        { fields: ['password'] },
      ])
      expect(JSON.stringify(entries)).not.toContain(NEW_PASSWORD)
    }))

  it('cannot have their own password or address changed here, nor go', () =>
    withRollback(async (db) => {
      const [admin, second] = [await makePerson(db, { role: 'admin' }), await makePerson(db, { role: 'admin' })]
      for (const change of [{ password: NEW_PASSWORD }, { email: 'new@example.org' }]) {
        await expect(changePerson(admin.ctx, admin.user.id, change)).rejects.toEqual(code('forbidden'))
      }
      await expect(deletePerson(admin.ctx, admin.user.id)).rejects.toEqual(code('forbidden'))
      expect(await attempt(db, admin.user.username, PASSWORD)).not.toBeNull()
      expect(second.user.role).toBe('admin')
    }))

  it('go with all they have, and nobody else’s goes', () =>
    withRollback(async (db) => {
      const [admin, one, other] = [await makePerson(db, { role: 'admin' }), await makePerson(db), await makePerson(db)]
      await makePhoto(db, one.user.id, { bytes: 40 })
      const theirs = await makePhoto(db, other.user.id)
      await expect(deletePerson(admin.ctx, one.user.id, other.user.username)).rejects.toEqual(code('invalid'))
      const report = await deletePerson(admin.ctx, one.user.id, ` ${one.user.username.toUpperCase()} `)
      expect(report).toMatchObject({ username: one.user.username, photos: 1, bytes: 40, albums: 0, sources: 0 })
      expect(await db.select({ owner: photos.ownerId }).from(photos).where(eq(photos.ownerId, one.user.id))).toEqual([])
      expect(await db.select({ id: photos.id }).from(photos).where(eq(photos.id, theirs.id))).toHaveLength(1)
      expect((await written(db, one.user.id)).at(-1)).toMatchObject({
        action: 'account.deleted',
        details: { photos: 1 },
      })
      await expect(deletePerson(admin.ctx, one.user.id)).rejects.toEqual(code('not_found'))
    }))

  it('are logged out everywhere', () =>
    withRollback(async (db) => {
      const [admin, one] = [await makePerson(db, { role: 'admin' }), await makePerson(db)]
      expect(await endSessions(admin.ctx, one.user.id)).toBe(1)
      expect(await findSession(db, one.token)).toBeNull()
      expect(await findSession(db, admin.token)).not.toBeNull()
      expect(await attempt(db, one.user.username, PASSWORD)).not.toBeNull()
    }))

  it('are for administrators alone; to others nobody exists', () =>
    withRollback(async (db) => {
      const [one, other] = [await makePerson(db), await makePerson(db)]
      const making = AdminUserMaking.parse({ email: 'a@example.org', username: mark(), password: NEW_PASSWORD })
      for (const id of [other.user.id, randomUUID()]) {
        for (const refused of [
          () => listPeople(one.ctx, asked({})),
          () => addPerson(one.ctx, making),
          () => changePerson(one.ctx, id, { role: 'admin' }),
          () => changePerson(one.ctx, one.user.id, { role: 'admin' }),
          () => deletePerson(one.ctx, id),
          () => endSessions(one.ctx, id),
        ]) {
          await expect(refused()).rejects.toEqual(code('not_found'))
        }
      }
      expect(await findSession(db, other.token)).toMatchObject({ role: 'user' })
      expect(await findSession(db, one.token)).toMatchObject({ role: 'user' })
    }))
})
