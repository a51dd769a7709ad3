// Announcing costs nothing, so there is a limit of what one account may announce and not finish.
import { and, eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { photos } from '@/db/schema/photos'
import { refusal } from '../photos/testing/refusal'
import { send } from '../photos/testing/upload'
import { inWorld, jpegBytes, sha256, type World } from '../photos/testing/world'
import { expireUploads } from './expire-uploads'
import { requestUpload } from './request-upload'
import { MOST_UNFINISHED } from './unfinished-uploads'
import type { UploadFile } from './upload-contract'

const file = (overrides: Partial<UploadFile> = {}): UploadFile => ({
  name: 'a.jpg',
  bytes: 1000,
  mediaType: 'image/jpeg',
  ...overrides,
})

/** As many unfinished uploads as that, without asking for each. */
async function announced({ db, anna }: World, count: number, bytes = 1000): Promise<void> {
  await db.execute(sql`
    insert into photos (owner_id, status, filename, object_key, bytes, media_type)
    select ${anna.id}::uuid, 'uploading', 'f', 'incoming/' || n || '.bin', ${bytes}::bigint, 'image/jpeg' from generate_series(1, ${count}::int) n`)
}

const ask = ({ as }: World, user: World['anna'], files: UploadFile[]) =>
  requestUpload(as(user), { visibility: 'private', files })

test(
  'the files of one account have a limit; other accounts have their own',
  inWorld(async (world) => {
    const { anna, ben, db, as } = world
    await announced(world, MOST_UNFINISHED - 1)
    const { uploads } = await ask(world, anna, [file(), file()])
    expect(uploads.map((ticket) => ('problem' in ticket ? ticket.problem : 'taken'))).toEqual([
      'taken',
      expect.objectContaining({ code: 'rate_limited', status: 429, detail: expect.stringContaining('not finished') }),
    ])
    await expect(ask(world, anna, [file(), file()])).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterSeconds: 60,
    })
    expect((await ask(world, ben, [file()])).uploads[0]).toMatchObject({ method: 'PUT' })
    const [one] = await db.select().from(photos).where(eq(photos.ownerId, anna.id)).limit(1)
    await db.delete(photos).where(eq(photos.id, one?.id as string))
    expect((await ask(world, anna, [file()])).uploads[0]).toMatchObject({ method: 'PUT' })
    expect(await refusal(ask(world, anna, [file()]))).toBe('rate_limited')
    await db
      .update(photos)
      .set({ addedAt: new Date('2020-01-01') })
      .where(eq(photos.ownerId, anna.id))
    await expireUploads({ ...as(anna), actor: world.system.actor })
    expect((await ask(world, anna, [file()])).uploads[0]).toMatchObject({ method: 'PUT' })
  }),
)

test(
  'the bytes have a limit too, and a whole request of the largest files fits',
  inWorld(async (world) => {
    const large = 200_000_000
    await announced(world, 499, large)
    expect((await ask(world, world.anna, [file({ bytes: large })])).uploads[0]).toMatchObject({ method: 'PUT' })
    expect(await refusal(ask(world, world.anna, [file()]))).toBe('rate_limited')
  }),
)

test(
  'what was announced before is asked for again without a new place, and what is finished frees its own',
  inWorld(async (world) => {
    const { as, anna, db } = world
    await announced(world, MOST_UNFINISHED - 1)
    const data = jpegBytes()
    const known = file({ bytes: data.length, sha256: sha256(data) })
    const [first] = (await ask(world, anna, [known])).uploads
    const [again] = (await ask(world, anna, [known])).uploads
    expect(again).toMatchObject({ method: 'PUT', photoId: (first as { photoId: string }).photoId })
    await send(as(anna), (first as { photoId: string }).photoId, data)
    const mine = and(eq(photos.ownerId, anna.id), eq(photos.sha256, sha256(data)))
    await db.update(photos).set({ status: 'processing' }).where(mine)
    expect((await ask(world, anna, [file()])).uploads[0]).toMatchObject({ method: 'PUT' })
  }),
)
