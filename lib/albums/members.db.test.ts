// What members of an album may do, and when it ends.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Database } from '@/db/client'
import { albumMembers } from '@/db/schema/albums'
import { users } from '@/db/schema/users'
import { makePhoto, makeUser } from '@/db/testing/factories'
import type { Context } from '../context/context'
import { trashPhoto } from '../edits/trash-photo'
import { updatePhotos } from '../edits/update-photos'
import { getPhoto } from '../photos/get-photo'
import { readRendition } from '../photos/read-rendition'
import { refusal } from '../photos/testing/refusal'
import { requestUpload } from '../uploads/request-upload'
import { addAlbumPhotos, removeAlbumPhotos, reorderAlbumPhotos } from './change-photos'
import { createAlbum } from './create-album'
import { deleteAlbum } from './delete-album'
import { getAlbum } from './get-album'
import { listAlbums } from './list-albums'
import { listMembers, MOST_MEMBERS, putMember, removeMember } from './members'
import { shared, titlesIn } from './testing/sharing'
import { updateAlbum } from './update-album'

test(
  'a contributor adds own photos and takes own ones out, and nothing else; a viewer nothing',
  shared(async ({ db, as, anna, vera, carl, album, hers, his }) => {
    const second = await makePhoto(db, carl.id, { title: 'second' })
    const veras = await makePhoto(db, vera.id)
    expect(await refusal(addAlbumPhotos(as(carl), album, [hers.id]))).toBe('not_found')
    expect(await refusal(addAlbumPhotos(as(vera), album, [veras.id]))).toBe('forbidden')
    expect(await refusal(removeAlbumPhotos(as(vera), album, [hers.id]))).toBe('forbidden')
    expect(await refusal(removeAlbumPhotos(as(carl), album, [his.id, hers.id]))).toBe('forbidden')
    for (const person of [vera, carl]) {
      expect(await refusal(reorderAlbumPhotos(as(person), album, { ids: [his.id], before: hers.id }))).toBe('forbidden')
      expect(await refusal(updateAlbum(as(person), album, { title: 'Mine' }))).toBe('forbidden')
      expect(await refusal(deleteAlbum(as(person), album, true))).toBe('forbidden')
      expect(await refusal(putMember(as(person), album, { username: 'x', role: 'viewer' }))).toBe('forbidden')
      expect(await refusal(trashPhoto(as(person), hers))).toBe('forbidden')
      const select = { ids: [hers.id] }
      expect(await refusal(updatePhotos(as(person), { select, set: { favourite: true } }))).not.toBeNull()
    }
    expect(await refusal(trashPhoto(as(anna), his))).toBe('forbidden')
    expect(
      await updatePhotos(as(carl), { select: { ids: [second.id] }, set: { album: { add: album } } }),
    ).toMatchObject({ changed: 1 })
    expect(await titlesIn(as(vera), album)).toEqual(['hers', 'his', 'second'])
    expect((await getPhoto(as(carl), second)).albums).toEqual([{ id: album, title: 'Summer' }])
    expect(await removeAlbumPhotos(as(carl), album, [second.id])).toEqual({ changed: 1 })
    const file = { name: 'a.jpg', bytes: 100, mediaType: 'image/jpeg', sha256: 'a'.repeat(64) }
    const { uploads } = await requestUpload(as(carl), { visibility: 'private', album, files: [file] })
    expect(uploads).toHaveLength(1)
    expect(await refusal(requestUpload(as(vera), { visibility: 'private', album, files: [file] }))).toBe('forbidden')
    expect(await titlesIn(as(vera), album)).toEqual(['hers', 'his'])
    // One who may only look from now on still takes out what they put in.
    await putMember(as(anna), album, { username: carl.username, role: 'viewer' })
    expect(await titlesIn(as(vera), album)).toEqual(['hers', 'his'])
    expect(await removeAlbumPhotos(as(carl), album, [his.id])).toEqual({ changed: 1 })
    expect(await titlesIn(as(anna), album)).toEqual(['hers'])
  }),
)

test(
  'the owner may take any photo out of the album, and delete no photo of others with it',
  shared(async ({ as, anna, carl, vera, album, his, row }) => {
    await deleteAlbum(as(anna), album, true)
    expect((await row(his.id)).deletedAt).toBeNull()
    expect(await refusal(getPhoto(as(vera), his))).toBe('not_found')
    expect((await getPhoto(as(carl), his)).title).toBe('his')
  }),
)

test(
  'leaving and being taken out end it, with the photos of whoever goes',
  shared(async ({ as, anna, vera, carl, album, hers, his }) => {
    expect(await refusal(removeMember(as(vera), album, carl.username))).toBe('forbidden')
    expect(await refusal(removeMember(as(anna), album, 'nobody-here'))).toBe('not_found')
    await removeMember(as(carl), album, carl.username)
    expect(await refusal(getAlbum(as(carl), album))).toBe('not_found')
    expect(await refusal(getPhoto(as(carl), hers))).toBe('not_found')
    expect(await refusal(readRendition(as(carl), { id: hers.id, kind: 'thumb' }))).toBe('not_found')
    expect(await refusal(listMembers(as(carl), album))).toBe('not_found')
    expect(await refusal(addAlbumPhotos(as(carl), album, [his.id]))).toBe('not_found')
    expect((await getPhoto(as(carl), his)).albums).toEqual([])
    for (const person of [anna, vera]) {
      expect(await titlesIn(as(person), album)).toEqual(['hers'])
      expect(await refusal(getPhoto(as(person), his))).toBe('not_found')
    }
    // Whoever comes again comes without their old photos.
    await putMember(as(anna), album, { username: carl.username, role: 'contributor' })
    expect(await titlesIn(as(carl), album)).toEqual(['hers'])
    await removeMember(as(anna), album, vera.username)
    expect(await refusal(getAlbum(as(vera), album))).toBe('not_found')
    expect(await titlesIn(as(vera), album)).toEqual([])
    expect((await listAlbums(as(vera), { limit: 10 })).items).toEqual([])
  }),
)

test(
  'disabled accounts: the owner’s takes the album away, a member’s their photos and name; both come back',
  shared(async ({ db, as, anna, vera, carl, album, hers, his }) => {
    const disable = (id: string, disabledAt: Date | null) =>
      db.update(users).set({ disabledAt }).where(eq(users.id, id))
    await disable(carl.id, new Date())
    expect(await titlesIn(as(vera), album)).toEqual(['hers'])
    expect((await listMembers(as(vera), album)).items).toHaveLength(1)
    expect((await listMembers(as(anna), album)).items).toHaveLength(2)
    expect((await getAlbum(as(vera), album)).members).toBe(1)
    await disable(carl.id, null)
    await disable(anna.id, new Date())
    for (const person of [vera, carl]) {
      expect(await refusal(getAlbum(as(person), album))).toBe('not_found')
      expect(await refusal(getPhoto(as(person), hers))).toBe('not_found')
      expect(await titlesIn(as(person), album)).toEqual([])
    }
    expect(await refusal(getPhoto(as(vera), his))).toBe('not_found')
    await disable(anna.id, null)
    expect(await titlesIn(as(vera), album)).toEqual(['hers', 'his'])
    await db.delete(users).where(eq(users.id, carl.id))
    expect(await titlesIn(as(vera), album)).toEqual(['hers'])
  }),
)

test(
  'with whom an album can be shared, and by whom',
  shared(async ({ db, as, anna, vera, album }) => {
    const gone = await makeUser(db, { disabledAt: new Date() })
    const put = (username: string) => putMember(as(anna), album, { username, role: 'viewer' })
    const refused = async (work: Promise<unknown>) => work.then(String, (error) => `${error.code} ${error.message}`)
    expect(await refused(put('nobody-here'))).toBe(await refused(put(gone.username)))
    expect([await refusal(put('nobody-here')), await refusal(put(anna.username))]).toEqual([
      'unprocessable',
      'unprocessable',
    ])
    const smart = await createAlbum(as(anna), {
      title: 'S',
      description: '',
      visibility: 'private',
      filter: { town: 'Rome' },
    })
    expect(await refusal(putMember(as(anna), smart.id, { username: vera.username, role: 'viewer' }))).toBe(
      'unprocessable',
    )
    const { userId, username, name } = as(anna).actor as { userId: string; username: string; name: string }
    const program: Context = {
      ...as(anna),
      actor: { kind: 'token', tokenId: album, role: 'user', scopes: ['read', 'write'], userId, username, name },
    }
    expect(await refusal(putMember(program, album, { username: vera.username, role: 'viewer' }))).toBe('forbidden')
    expect(await refusal(removeMember(program, album, vera.username))).toBe('forbidden')
    expect((await listMembers(program, album)).items).toHaveLength(2)
    await fill(db, album, MOST_MEMBERS - 2)
    expect(await refusal(put((await makeUser(db)).username))).toBe('conflict')
    expect(await refusal(put(vera.username))).toBeNull()
  }),
)

async function fill(db: Database, albumId: string, more: number): Promise<void> {
  for (let made = 0; made < more; made++) {
    const { id: userId } = await makeUser(db)
    await db.insert(albumMembers).values({ albumId, userId, role: 'viewer' })
  }
}
