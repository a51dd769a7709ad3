import { randomBytes, randomUUID } from 'node:crypto'
import type { Database } from '../client'
import { type PhotoRow, photoRowColumns, photos } from '../schema/photos'
import { users } from '../schema/users'

/** A user with unique names. The password hash is no hash: tests of log-in make their own. */
export async function makeUser(db: Database, overrides: Partial<typeof users.$inferInsert> = {}) {
  const tag = randomBytes(5).toString('hex')
  const [user] = await db
    .insert(users)
    .values({
      email: `u${tag}@example.org`,
      username: `u-${tag}`,
      name: `User ${tag}`,
      passwordHash: 'none',
      role: 'user',
      ...overrides,
    })
    .returning()
  if (!user) throw new Error('no user was made')
  return user
}

/** A ready private photo of an owner, with believable metadata. */
export async function makePhoto(
  db: Database,
  ownerId: string,
  overrides: Partial<typeof photos.$inferInsert> = {},
): Promise<PhotoRow> {
  const id = overrides.id ?? randomUUID()
  const [photo] = await db
    .insert(photos)
    .values({
      id,
      ownerId,
      status: 'ready',
      filename: `secret-name-${id.slice(0, 8)}.jpg`,
      objectKey: `originals/00/${id}.jpg`,
      bytes: 12_345,
      mediaType: 'image/jpeg',
      sha256: randomBytes(32).toString('hex'),
      width: 4000,
      height: 3000,
      thumbWidth: 512,
      thumbHeight: 384,
      previewWidth: 2048,
      previewHeight: 1536,
      title: 'A title',
      takenLocal: '2023-08-10 14:03:00',
      takenOffset: 120,
      latitude: 52.5163,
      longitude: 13.3777,
      town: 'Berlin',
      country: 'Germany',
      countryCode: 'DE',
      exif: { SerialNumber: 'LEAKMARK' },
      ...overrides,
    })
    .returning(photoRowColumns)
  if (!photo) throw new Error('no photo was made')
  return photo
}
