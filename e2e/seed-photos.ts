import { randomBytes } from 'node:crypto'
import { link, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { type APIRequestContext, expect } from '@playwright/test'
import { sql } from 'drizzle-orm'
import sharp from 'sharp'
import { renditionKey } from '@/lib/photos/keys'
import { insideOf } from './inside'

export interface SeedPhoto {
  /** `2023-08-10T14:03:00` by the clock of the place. */
  takenAt?: string
  width?: number
  height?: number
  visibility?: 'public' | 'private'
  title?: string
}

export interface Seeded {
  id: string
  title: string
}

/** More than so many are copies of some that were really uploaded: it is the list of them that is looked at. */
const FEW = 12

/** Photos that are ready, as the API's client uploads them. @returns their ids in the given order */
export async function seedPhotos(request: APIRequestContext, origin: string, photos: SeedPhoto[]): Promise<Seeded[]> {
  const headers = { origin }
  const copied = photos.length > FEW && insideOf(origin) !== null
  const ids = copied ? await uploadAndCopy(request, origin, photos) : await upload(request, origin, photos)
  for (const [index, { visibility, title }] of photos.entries()) {
    if (!visibility && !title) continue
    const data = { ...(visibility && { visibility }), ...(title && { title }) }
    const changed = await request.patch(`/api/v1/photos/${ids[index]}`, { headers, data })
    expect(changed.status(), await changed.text()).toBe(200)
  }
  return ids.map((id, index) => ({ id, title: photos[index]?.title ?? '' }))
}

/** A picture of one colour with a little noise (so that every file differs) and, if given, a date in its EXIF. */
async function picture({ takenAt, width = 96, height = 64 }: SeedPhoto): Promise<Buffer> {
  const [r = 0, g = 0, b = 0] = randomBytes(3)
  const image = sharp({
    create: { width, height, channels: 3, background: { r, g, b }, noise: { type: 'gaussian', mean: 128, sigma: 20 } },
  })
  if (!takenAt) return image.jpeg({ quality: 70 }).toBuffer()
  const stamp = takenAt.replaceAll('-', ':').replace('T', ' ')
  return image
    .withExif({ IFD2: { DateTimeOriginal: stamp } })
    .jpeg({ quality: 70 })
    .toBuffer()
}

/** Uploads photos as the API's client and waits until all are ready. @returns their ids in the given order */
async function upload(request: APIRequestContext, origin: string, photos: SeedPhoto[]): Promise<string[]> {
  const headers = { origin }
  const ids: string[] = []
  for (let at = 0; at < photos.length; at += 100) {
    const files = await Promise.all(photos.slice(at, at + 100).map(picture))
    const announced = files.map((file, index) => ({
      name: `seed-${at + index}.jpg`,
      bytes: file.length,
      mediaType: 'image/jpeg',
    }))
    const asked = await request.post('/api/v1/uploads', { headers, data: { visibility: 'private', files: announced } })
    expect(asked.status(), await asked.text()).toBe(201)
    const { uploads } = await asked.json()
    await Promise.all(
      files.map(async (data, index) => {
        const { url, headers: own } = uploads[index]
        const put = await request.fetch(url, { method: 'PUT', headers: { ...own, origin }, data })
        expect(put.ok(), await put.text()).toBe(true)
      }),
    )
    const photoIds: string[] = uploads.map((one: { photoId: string }) => one.photoId)
    const done = await request.post('/api/v1/uploads/complete', { headers, data: { photoIds } })
    expect(done.status(), await done.text()).toBe(202)
    ids.push(...photoIds)
  }
  await expect.poll(() => unfinished(request), { timeout: 120_000, intervals: [50] }).toBe(0)
  return ids
}

async function unfinished(request: APIRequestContext): Promise<number> {
  const lists = await Promise.all(
    ['processing', 'uploading'].map(
      async (status) =>
        (await (await request.get(`/api/v1/photos?owner=me&status=${status}&limit=500`)).json()).items.length,
    ),
  )
  return lists.reduce((sum, count) => sum + count, 0)
}

/** Uploads the first of each shape; the others are rows like its, with links to its files. */
async function uploadAndCopy(request: APIRequestContext, origin: string, photos: SeedPhoto[]): Promise<string[]> {
  const shapeOf = ({ width, height }: SeedPhoto) => `${width} ${height}`
  const shapes = [...new Set(photos.map(shapeOf))]
  const models = shapes.map((shape) => photos.findIndex((photo) => shapeOf(photo) === shape))
  const uploaded = await upload(
    request,
    origin,
    models.map((index) => photos[index] as SeedPhoto),
  )
  const ids: string[] = []
  for (const [at, index] of models.entries()) ids[index] = uploaded[at] as string
  const copies = photos.flatMap(({ takenAt }, index) =>
    ids[index]
      ? []
      : [{ index, model: uploaded[shapes.indexOf(shapeOf(photos[index] as SeedPhoto))] as string, takenAt }],
  )
  const made = await inParts(copies, (part) => copyPhotos(origin, part))
  for (const [at, { index }] of copies.entries()) ids[index] = made[at] as string
  return ids
}

/** A few hundred rows at a time, so that no statement takes long. */
async function inParts<T, R>(all: T[], work: (part: T[]) => Promise<R[]>): Promise<R[]> {
  const done: R[] = []
  for (let at = 0; at < all.length; at += 200) done.push(...(await work(all.slice(at, at + 200))))
  return done
}

interface Copy {
  index: number
  /** The photo it is like. */
  model: string
  takenAt: string | undefined
}

/** @returns the ids of the copies, in their order, which rises */
async function copyPhotos(origin: string, copies: Copy[]): Promise<string[]> {
  const { db, dataDir } = insideOf(origin) as NonNullable<ReturnType<typeof insideOf>>
  const numbered = await db.execute<{ id: string }>(
    sql`select uuidv7() as id from generate_series(1, ${copies.length})`,
  )
  const ids = numbered.rows.map(({ id }) => id).sort()
  const rows = copies.map(({ index, model, takenAt }, at) => {
    const id = ids[at] as string
    const own = {
      id,
      object_key: objectKeyOf(id),
      filename: `seed-${index}.jpg`,
      sha256: randomBytes(32).toString('hex'),
      taken_local: takenAt ?? null,
    }
    return { model, own }
  })
  const { rows: columns } = await db.execute<{ names: string }>(sql`
    select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
    where table_schema = 'public' and table_name = 'photos' and is_generated = 'NEVER'`)
  const names = sql.raw(String(columns[0]?.names))
  const originals = await db.execute<{ id: string; object_key: string; revision: number }>(sql`
    select id, object_key, revision from photos
    where id in (select (one ->> 'model')::uuid from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) one)`)
  const objects = path.join(dataDir, 'objects')
  for (const { model, own } of rows) {
    const from = originals.rows.find(({ id }) => id === model)
    if (!from) throw new Error(`there is no photo ${model}`)
    await linkObject(objects, from.object_key, own.object_key)
    for (const kind of ['thumb', 'preview'] as const)
      await linkObject(objects, renditionKey(model, from.revision, kind), renditionKey(own.id, from.revision, kind))
  }
  await db.execute(sql`
    insert into photos (${names})
    select ${names} from (
      select copied.* from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) one
      join photos model on model.id = (one ->> 'model')::uuid
      cross join lateral jsonb_populate_record(null::photos, to_jsonb(model) || (one -> 'own') ||
        jsonb_build_object('file_fields', coalesce(model.file_fields, '{}') ||
          jsonb_build_object('takenLocal', one -> 'own' -> 'taken_local'))) copied
    ) copies`)
  return ids
}

const objectKeyOf = (id: string) => `originals/${id.slice(-2)}/${id}-seed.jpg`

async function linkObject(objects: string, from: string, to: string): Promise<void> {
  await mkdir(path.dirname(path.join(objects, to)), { recursive: true })
  await link(path.join(objects, from), path.join(objects, to))
}
