import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { albumMembers, albumPhotos, albums } from '@/db/schema/albums'
import { undoPhotos } from '../edits/undo-photos'
import { inWorld } from '../photos/testing/world'
import { ResolveSafe, ResolveSafeReply } from './contract'
import { resolveSafe } from './resolve-safe'
import { groupAt, SMALL, settle, type Values } from './testing/group-at'
import { groupsOf } from './testing/prints'

const ask = (input: Record<string, unknown>) => ResolveSafe.parse(input)

test(
  'smaller copies go in pages, what they had is merged, a dry run does nothing, undo takes a page back',
  inWorld(async ({ db, anna, ben, as, row }) => {
    const groups: [string, string, ...string[]][] = []
    for (const at of [0, 6, 12]) groups.push(await groupAt(db, anna.id, at, [{}, { ...SMALL, title: `At ${at}` }]))
    const same = { sha256: 'c'.repeat(64) }
    const equal = await groupAt(db, anna.id, 18, [same, same])
    const foreign = await groupAt(db, ben.id, 0, [{}, SMALL])
    await settle(db, anna.id, ben.id)

    const trial = await resolveSafe(as(anna), ask({ kind: 'resaved', dryRun: true }))
    expect(ResolveSafeReply.safeParse(trial).success).toBe(true)
    expect(trial).toMatchObject({ groups: 3, changed: 3, matched: 6, left: 0, next: null })
    expect(trial.undo).toBeUndefined()
    for (const [kept, other] of groups) {
      expect((await row(other)).deletedAt).toBeNull()
      expect((await row(kept)).title).toBe('')
    }

    const first = await resolveSafe(as(anna), ask({ kind: 'resaved', limit: 2, until: trial.until }))
    expect(first).toMatchObject({ groups: 2, changed: 2 })
    const rest = await resolveSafe(as(anna), ask({ kind: 'resaved', limit: 2, until: trial.until, cursor: first.next }))
    expect(rest).toMatchObject({ groups: 1, changed: 1, next: null })
    for (const [at, [kept, other]] of groups.entries()) {
      expect(await row(kept)).toMatchObject({ deletedAt: null, title: `At ${at * 6}` })
      expect((await row(other)).deletedAt).not.toBeNull()
    }
    expect((await groupsOf(db, anna.id)).map(({ kind }) => kind)).toEqual(['same_bytes'])
    for (const id of [...equal, ...foreign]) expect((await row(id)).deletedAt).toBeNull()

    await expect(undoPhotos(as(ben), { id: rest.undo ?? '' })).rejects.toMatchObject({ code: 'not_found' })
    await undoPhotos(as(anna), { id: rest.undo ?? '' })
    const [kept, other] = groups[0] ?? ['', '']
    expect((await row(other)).deletedAt).toBeNull()
    expect((await row(kept)).title).toBe('')
    await settle(db, anna.id)
    expect(await groupsOf(db, anna.id)).toHaveLength(2)
  }),
)

test(
  'the same bytes go, sources and uploads together; others people look at are left',
  inWorld(async ({ db, anna, ben, as, row }) => {
    const twice = (letter: string, ...more: Values[]) =>
      more.map((values) => ({ sha256: letter.repeat(64), ...values }))
    const plain = await groupAt(db, anna.id, 0, twice('1', {}, {}, {}))
    const mixed = await groupAt(db, anna.id, 6, twice('2', { visibility: 'public' }, {}))
    const dated = await groupAt(db, anna.id, 12, twice('3', {}, { takenLocal: '2024-05-01 12:00:00' }))
    const placed = await groupAt(db, anna.id, 18, twice('4', { latitude: 1, longitude: 2 }, {}))
    await settle(db, anna.id)
    const reply = await resolveSafe(as(anna), ask({ kind: 'same_bytes' }))
    // The one with a date, and the one with a place, are what is kept of theirs.
    expect(reply).toMatchObject({ groups: 3, changed: 4, left: 1 })
    const gone = async (ids: string[]) => (await Promise.all(ids.map(row))).map(({ deletedAt }) => deletedAt !== null)
    expect(await gone(plain)).toEqual([false, true, true])
    expect(await gone(mixed)).toEqual([false, false])
    expect(await gone(dated)).toEqual([true, false])
    expect(await gone(placed)).toEqual([false, true])
    expect(await resolveSafe(as(ben), ask({ kind: 'same_bytes' }))).toMatchObject({ groups: 0, left: 0, matched: 0 })
  }),
)

test(
  'a smaller copy stays where others would miss it: in an album that they see',
  inWorld(async ({ db, anna, ben, as, row }) => {
    const shown = await groupAt(db, anna.id, 0, [{}, SMALL])
    const hidden = await groupAt(db, anna.id, 8, [{}, SMALL])
    await settle(db, anna.id)
    const into = async (photoId: string) => {
      const [album] = await db.insert(albums).values({ ownerId: anna.id, title: 'A' }).returning({ id: albums.id })
      await db.insert(albumPhotos).values({ albumId: album?.id ?? '', photoId, position: 0 })
      return album?.id ?? ''
    }
    const seen = await into(shown[1])
    await db.insert(albumMembers).values({ albumId: seen, userId: ben.id, role: 'viewer' })
    const own = await into(hidden[1])
    expect(await resolveSafe(as(anna), ask({ kind: 'resaved' }))).toMatchObject({ groups: 1, changed: 1, left: 1 })
    expect((await row(shown[1])).deletedAt).toBeNull()
    const inside = await db.select({ id: albumPhotos.photoId }).from(albumPhotos).where(eq(albumPhotos.albumId, own))
    expect(inside.map(({ id }) => id)).toContain(hidden[0])
  }),
)

test(
  'groups that came after the question are left, and nobody else may ask',
  inWorld(async ({ db, anna, as, anonymous, row }) => {
    const trial = await resolveSafe(as(anna), ask({ kind: 'resaved', dryRun: true }))
    const later = new Date(Date.now() + 3600_000)
    const [, other] = await groupAt(db, anna.id, 0, [{ addedAt: later }, { ...SMALL, addedAt: later }])
    await settle(db, anna.id)
    const reply = await resolveSafe(as(anna), ask({ kind: 'resaved', until: trial.until }))
    expect(reply).toMatchObject({ groups: 0, changed: 0, left: 0 })
    expect(reply.undo).toBeUndefined()
    expect((await row(other)).deletedAt).toBeNull()
    await expect(resolveSafe(anonymous, ask({ kind: 'resaved' }))).rejects.toMatchObject({ code: 'unauthenticated' })
    const foreignCursor = resolveSafe(as(anna), ask({ kind: 'resaved', cursor: 'x' }))
    await expect(foreignCursor).rejects.toMatchObject({ code: 'invalid' })
    expect(ResolveSafe.safeParse({ kind: 'edited' }).success).toBe(false)
  }),
)
