// What is told of albums, and to whom: exactly their owner, exactly when it is true.
import { eq } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { type Database, openDatabase } from '@/db/client'
import { listen } from '@/db/listen'
import { users } from '@/db/schema/users'
import { testDatabaseUrl, testPool, withRollback } from '@/db/testing/database'
import { makePhoto, makeUser } from '@/db/testing/factories'
import type { Context } from '../context/context'
import { trashPhoto } from '../edits/trash-photo'
import { deletePhoto } from '../photos/delete-photo'
import { EVENT_CHANNEL, parseNotification, tellPages, tellSharers, tellSharersOfLeaving } from '../photos/events'
import type { ObjectStore } from '../storage/object-store'
import { addAlbumPhotos, removeAlbumPhotos, reorderAlbumPhotos } from './change-photos'
import { createAlbum } from './create-album'
import { deleteAlbum } from './delete-album'
import { putMember, removeMember } from './members'
import { updateAlbum } from './update-album'

type User = Awaited<ReturnType<typeof makeUser>>

const as = (db: Database, { id, username, name }: User): Context => ({
  db,
  actor: { kind: 'user', userId: id, username, name, role: 'user', sessionId: 's' },
  store: {} as ObjectStore,
})

/** Two people whose events are heard, on connections of their own: a rolled-back transaction tells nothing. */
async function listening(test: (ann: User, bob: User, told: (user: User) => Promise<string[]>) => Promise<void>) {
  const db = openDatabase(testPool())
  const heard: string[] = []
  const problems: unknown[] = []
  const stop = listen(testDatabaseUrl(), EVENT_CHANNEL, {
    onMessage: (payload) => heard.push(payload),
    onReconnect: () => void problems.push('reconnected'),
    onError: (error) => problems.push(error),
  })
  const [ann, bob] = [await makeUser(db), await makeUser(db)]
  const mark = (user: string, photoId: string) => tellPages(db, user, [{ type: 'photo', photoId, status: 'ready' }])
  /** What a person was told since the last question; whatever was sent before the mark has come when the mark has. */
  const told = async ({ id }: User) => {
    const end = crypto.randomUUID()
    await mark('the end', end)
    await vi.waitFor(() => expect(heard.some((payload) => payload.includes(end))).toBe(true))
    const events = heard.map(parseNotification).filter((message) => message?.userId === id)
    return events.map((message) => {
      const event = message?.event
      if (event?.type === 'album') return `${event.change} ${event.albumId}`
      return event?.type === 'photo' ? `photo ${event.gone ? 'gone' : event.status}` : 'scan'
    })
  }
  try {
    await vi.waitFor(async () => {
      await mark('ready?', crypto.randomUUID())
      expect(heard.length).toBeGreaterThan(0)
    })
    await test(ann, bob, told)
    expect(problems).toEqual([])
  } finally {
    await stop()
    for (const { id } of [ann, bob]) await db.delete(users).where(eq(users.id, id))
  }
}

test('every change of an album is told to its owner, and to nobody else', () =>
  listening(async (ann, bob, told) => {
    const db = openDatabase(testPool())
    const asAnn = as(db, ann)
    const album = await createAlbum(asAnn, { title: 'Trip', description: '', visibility: 'public' })
    const ids = [(await makePhoto(db, ann.id)).id, (await makePhoto(db, ann.id)).id]
    await updateAlbum(asAnn, album.id, { title: 'Journey' })
    await updateAlbum(asAnn, album.id, { visibility: 'private' })
    await addAlbumPhotos(asAnn, album.id, ids)
    await reorderAlbumPhotos(asAnn, album.id, { ids: [ids[1] as string], before: ids[0] as string })
    await removeAlbumPhotos(asAnn, album.id, [ids[0] as string])
    await deleteAlbum(asAnn, album.id, true)
    const changes = ['described', 'described', 'described', 'photos', 'photos', 'photos'].map(
      (change) => `${change} ${album.id}`,
    )
    expect(await told(ann)).toEqual([...changes, 'photo gone', `gone ${album.id}`])
    expect(await told(bob)).toEqual([])
  }))

test('another filter means other photos', () =>
  listening(async (ann, _bob, told) => {
    const asAnn = as(openDatabase(testPool()), ann)
    const smart = { title: 'Cats', description: '', visibility: 'private' as const, filter: { tag: ['cat'] } }
    const { id } = await createAlbum(asAnn, smart)
    await updateAlbum(asAnn, id, { filter: { tag: ['dog'] } })
    expect(await told(ann)).toEqual([`described ${id}`, `described ${id}`, `photos ${id}`])
  }))

test('what is refused, and what is rolled back, is told to nobody', () =>
  listening(async (ann, bob, told) => {
    const db = openDatabase(testPool())
    const shown = await createAlbum(as(db, ann), { title: 'Shown', description: '', visibility: 'public' })
    const hidden = await createAlbum(as(db, ann), { title: 'Hidden', description: '', visibility: 'private' })
    const strangers = await makePhoto(db, bob.id)
    for (const { id } of [shown, hidden]) {
      await expect(updateAlbum(as(db, bob), id, { title: 'Mine' })).rejects.toThrow()
      await expect(addAlbumPhotos(as(db, bob), id, [strangers.id])).rejects.toThrow()
      await expect(addAlbumPhotos(as(db, ann), id, [strangers.id])).rejects.toThrow()
      await expect(removeAlbumPhotos(as(db, bob), id, [strangers.id])).rejects.toThrow()
      await expect(deleteAlbum(as(db, bob), id, true)).rejects.toThrow()
      await withRollback((tx) => deleteAlbum(as(tx, ann), id, false))
    }
    const made = [shown, hidden].map(({ id }) => `described ${id}`)
    expect([await told(ann), await told(bob)]).toEqual([made, []])
  }))

test('members are told of a shared album, and of what happens to photos in it, while it is shared', () =>
  listening(async (ann, bob, told) => {
    const db = openDatabase(testPool())
    const [asAnn, asBob] = [as(db, ann), as(db, bob)]
    const { id } = await createAlbum(asAnn, { title: 'Trip', description: '', visibility: 'private' })
    const [hers, his, alone] = [await makePhoto(db, ann.id), await makePhoto(db, bob.id), await makePhoto(db, ann.id)]
    await putMember(asAnn, id, { username: bob.username, role: 'contributor' })
    await addAlbumPhotos(asAnn, id, [hers.id])
    await addAlbumPhotos(asBob, id, [his.id])
    await trashPhoto(asAnn, alone)
    await trashPhoto(asAnn, hers)
    await removeMember(asAnn, id, bob.username)
    await trashPhoto(asBob, his)
    await updateAlbum(asAnn, id, { title: 'Alone again' })
    const both = [`described ${id}`, `photos ${id}`, `photos ${id}`]
    expect(await told(bob)).toEqual([...both, `photos ${id}`, `gone ${id}`, 'photo gone'])
    const own = [...both, 'photo gone', 'photo gone', `photos ${id}`, `described ${id}`]
    expect(await told(ann)).toEqual([`described ${id}`, ...own])
  }))

test('members are told when photos are deleted for ever, among many others too, and strangers are not', () =>
  listening(async (ann, bob, told) => {
    const db = openDatabase(testPool())
    const [asAnn, asBob] = [as(db, ann), as(db, bob)]
    const make = (owner: User) => makePhoto(db, owner.id)
    const { id } = await createAlbum(asAnn, { title: 'Trip', description: '', visibility: 'private' })
    const unshared = await createAlbum(asAnn, { title: 'Mine', description: '', visibility: 'public' })
    await putMember(asAnn, id, { username: bob.username, role: 'contributor' })
    const [one, two, his, other] = [await make(ann), await make(ann), await make(bob), await make(ann)]
    await addAlbumPhotos(asAnn, id, [one.id, two.id])
    await addAlbumPhotos(asBob, id, [his.id])
    await addAlbumPhotos(asAnn, unshared.id, [other.id])
    await told(bob)
    const since = async (who: User, act: () => Promise<unknown>) => {
      const before = (await told(who)).length
      await act()
      return (await told(who)).slice(before)
    }
    expect(await since(bob, () => deletePhoto(asAnn, one))).toEqual([`photos ${id}`])
    expect(await since(bob, () => deletePhoto(asAnn, other))).toEqual([])
    expect(await since(ann, () => deletePhoto(asBob, his))).toEqual([`photos ${id}`])
    const many = [...Array.from({ length: 4500 }, () => crypto.randomUUID()), two.id]
    expect(await since(bob, () => tellSharers(db, ann.id, many))).toEqual([`photos ${id}`])
    expect(await since(ann, () => tellSharers(db, ann.id, many))).toEqual([])
  }))

test('members are told of what goes with an account', () =>
  listening(async (ann, bob, told) => {
    const db = openDatabase(testPool())
    const [asAnn, asBob] = [as(db, ann), as(db, bob)]
    const hers = await createAlbum(asAnn, { title: 'Hers', description: '', visibility: 'private' })
    const his = await createAlbum(asBob, { title: 'His', description: '', visibility: 'private' })
    await putMember(asAnn, hers.id, { username: bob.username, role: 'contributor' })
    await putMember(asBob, his.id, { username: ann.username, role: 'contributor' })
    const before = (await told(bob)).length
    await tellSharersOfLeaving(db, ann.id)
    expect((await told(bob)).slice(before).sort()).toEqual([`gone ${hers.id}`, `photos ${his.id}`])
  }))
