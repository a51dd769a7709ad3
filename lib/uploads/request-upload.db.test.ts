import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import { makePhoto } from '@/db/testing/factories'
import { refusal } from '../photos/testing/refusal'
import { reserve } from '../photos/testing/upload'
import { inLastingWorld, inWorld, jpegBytes } from '../photos/testing/world'
import { requestUpload } from './request-upload'
import type { UploadFile } from './upload-contract'

const HASH = 'a'.repeat(64)
const file = (overrides: Partial<UploadFile> = {}): UploadFile => ({
  name: 'a.jpg',
  bytes: 1000,
  mediaType: 'image/jpeg',
  ...overrides,
})

test(
  'each file gets a row and an address, in order',
  inWorld(async ({ as, anna, row }) => {
    const { uploads } = await requestUpload(as(anna), {
      visibility: 'public',
      files: [file({ name: 'C:\\DCIM\\one.jpg' }), file({ bytes: 2000, mediaType: '' })],
    })
    expect(uploads).toHaveLength(2)
    const [one, two] = uploads
    if (!one || !two || !('photoId' in one) || !('photoId' in two)) throw new Error('refused')
    expect(one).toMatchObject({ method: 'PUT', url: `/api/v1/uploads/${one.photoId}/content`, duplicateOf: null })
    expect(await row(one.photoId)).toMatchObject({
      status: 'uploading',
      filename: 'one.jpg',
      visibility: 'public',
      bytes: 1000,
      ownerId: anna.id,
    })
    expect((await row(two.photoId)).bytes).toBe(2000)
  }),
)

test(
  'what cannot be taken is refused by itself, with what would be right',
  inWorld(async ({ as, anna, db }) => {
    const { uploads } = await requestUpload(as(anna), {
      visibility: 'private',
      files: [
        file({ mediaType: 'image/svg+xml' }),
        file({ mediaType: 'video/mp4' }),
        file({ bytes: 0 }),
        file({ bytes: 200_000_001 }),
        file({ mediaType: 'image/heif' }),
      ],
    })
    expect(uploads.map((ticket) => ('problem' in ticket ? ticket.problem.status : 'taken'))).toEqual([
      415,
      415,
      400,
      413,
      'taken',
    ])
    expect(JSON.stringify(uploads[0])).toContain('JPEG, JPEG XL, PNG, WebP, AVIF, GIF, TIFF, HEIC and raw camera files')
    expect(await db.select().from(photos).where(eq(photos.ownerId, anna.id))).toHaveLength(1)
  }),
)

test(
  'known bytes are linked: own ones only, not from the trash, not unfinished or failed',
  inWorld(async ({ as, anna, ben, db, store }) => {
    const ask = async (user: typeof anna) => {
      const { uploads } = await requestUpload(as(user), { visibility: 'private', files: [file({ sha256: HASH })] })
      return uploads[0]
    }
    await makePhoto(db, anna.id, { sha256: HASH, deletedAt: new Date() })
    await makePhoto(db, anna.id, { sha256: HASH, status: 'failed' })
    expect(await ask(anna)).toMatchObject({ duplicateOf: null, method: 'PUT' })
    const known = await makePhoto(db, anna.id, { sha256: HASH })
    store.plant(known.objectKey, Buffer.alloc(known.bytes))
    expect(await ask(anna)).toEqual({
      photoId: known.id,
      duplicateOf: known.id,
      method: null,
      url: null,
      headers: {},
      expiresAt: null,
      visibility: 'private',
    })
    expect(await ask(ben)).toMatchObject({ duplicateOf: null, method: 'PUT' })
  }),
)

test(
  'nobody cannot',
  inWorld(async ({ anonymous }) => {
    expect(await refusal(requestUpload(anonymous, { visibility: 'private', files: [file()] }))).toBe('unauthenticated')
  }),
)

test(
  'in direct mode the address is the store’s',
  inWorld(async ({ as, anna, store }) => {
    store.direct = true
    const { uploads } = await requestUpload(as(anna), { visibility: 'private', files: [file()] })
    expect(uploads[0]).toMatchObject({ url: expect.stringMatching(/^https:\/\/store\.example\.org\/incoming\//) })
  }),
)

test(
  'a quota is filled in order and never passed',
  inWorld(async ({ as, anna, db }) => {
    await db.update(users).set({ quotaBytes: 2500 }).where(eq(users.id, anna.id))
    const { uploads } = await requestUpload(as(anna), {
      visibility: 'private',
      files: [file({ bytes: 2000 }), file({ bytes: 1000 }), file({ bytes: 500 })],
    })
    expect(uploads.map((ticket) => ('problem' in ticket ? ticket.problem.code : 'taken'))).toEqual([
      'taken',
      'too_large',
      'taken',
    ])
  }),
)

test('parallel requests cannot pass the quota together', async () => {
  await inLastingWorld(async ({ as, anna, db }) => {
    await db
      .update(users)
      .set({ quotaBytes: 5 * 1000 })
      .where(eq(users.id, anna.id))
    const asked = Array.from({ length: 20 }, () => reserve(as(anna), jpegBytes(1000)).catch(() => null))
    const taken = (await Promise.all(asked)).filter((id) => id !== null)
    expect(taken).toHaveLength(5)
  })
})
