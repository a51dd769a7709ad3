import { randomBytes, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { albumMembers, albumPhotos, albums } from '@/db/schema/albums'
import { batchUndos } from '@/db/schema/batch-undo'
import { downloads } from '@/db/schema/downloads'
import { notDuplicates } from '@/db/schema/duplicates'
import { accountLinks, identities, invitations, recoveryCodes } from '@/db/schema/entry'
import { goneContents } from '@/db/schema/photos'
import { guestPhotos, shareGuests, shareLinks, sharePicks } from '@/db/schema/shares'
import { sources } from '@/db/schema/sources'
import { idempotencyKeys, tokens } from '@/db/schema/users'
import { webhookDeliveries, webhooks } from '@/db/schema/webhooks'
import { makePhoto } from '@/db/testing/factories'
import { makePerson } from '../../auth/testing/person'
import { keepAll } from '../../duplicates/keep-groups'
import { enqueue } from '../../jobs/enqueue'
import { deleteObjects } from '../../photos/delete-objects'
import { incomingKey, renditionKey } from '../../photos/keys'
import type { ObjectStore } from '../../storage/object-store'

const hex = () => randomBytes(32).toString('hex')
const bits = (bytes: number) => [...randomBytes(bytes)].map((byte) => byte.toString(2).padStart(8, '0')).join('')

/** An account with something in every table, and objects of every kind in the store. @param mark stands in every text of theirs */
export async function fullAccount(db: Database, store: ObjectStore, mark: string, role: 'admin' | 'user' = 'user') {
  const person = await makePerson(db, { role, username: mark, name: mark, email: `${mark}@example.org` })
  const { id } = person.user
  const [hash, later] = [bits(16), new Date(Date.now() + 3600_000)]
  const kept = async (fields: object = {}) => {
    const photoId = randomUUID()
    const objectKey = `originals/${photoId.slice(-2)}/${photoId}-${mark}.jpg`
    const detail = '01'.repeat(256)
    const own = { id: photoId, objectKey, title: mark, tags: [mark], filename: mark, hash, detail }
    const photo = await makePhoto(db, id, { ...own, ...fields })
    for (const key of [objectKey, renditionKey(photoId, 1, 'thumb'), renditionKey(photoId, 1, 'preview')]) {
      await put(store, key)
    }
    return photo
  }
  const [one, two] = [await kept(), await kept({ deletedAt: new Date() })]
  await kept()
  const coming = await makePhoto(db, id, { status: 'uploading', title: mark })
  await put(store, incomingKey(coming.id))
  const [source] = await db
    .insert(sources)
    .values({ ownerId: id, name: mark, kind: 'directory', path: `/srv/${mark}` })
    .returning()
  const [album] = await db.insert(albums).values({ ownerId: id, title: mark }).returning()
  const [link] = await db
    .insert(shareLinks)
    .values({ ownerId: id, title: mark, tokenHash: hex(), tokenSealed: mark })
    .returning()
  const [hook] = await db
    .insert(webhooks)
    .values({ ownerId: id, url: `https://${mark}.example`, events: ['photo.ready'], secretSealed: mark })
    .returning()
  if (!source || !album || !link || !hook) throw new Error('something was not made')
  await makePhoto(db, id, { sourceId: source.id, sourceKey: `${mark}.jpg`, title: mark })
  await db.insert(albumPhotos).values({ albumId: album.id, photoId: one.id, position: 1 })
  const [guest] = await db.insert(shareGuests).values({ linkId: link.id, name: mark }).returning()
  await db.insert(sharePicks).values({ guestId: guest?.id ?? '', photoId: one.id, note: mark })
  await db.insert(guestPhotos).values({ photoId: one.id, linkId: link.id, guestName: mark })
  await db.insert(webhookDeliveries).values({ webhookId: hook.id, event: 'photo.ready', body: mark, status: 'failed' })
  await db.insert(downloads).values({ userId: id, name: mark, photoIds: [one.id] })
  await db.insert(batchUndos).values({ userId: id })
  await db.insert(notDuplicates).values({ ownerId: id, a: 'a'.repeat(64), b: hex().replace(/^./, 'b') })
  await db.insert(goneContents).values({ ownerId: id, sha256: hex() })
  await db.insert(tokens).values({ userId: id, name: mark, hash: hex(), scopes: ['read'], version: 1 })
  await db.insert(identities).values({ userId: id, kind: 'oidc', issuer: 'https://issuer.example', subject: mark })
  await db.insert(accountLinks).values({
    userId: id,
    purpose: 'email',
    hash: hex(),
    email: `new-${mark}@example.org`,
    version: 1,
    expiresAt: later,
  })
  await db.insert(recoveryCodes).values({ userId: id, hash: hex() })
  await db
    .insert(invitations)
    .values({ hash: hex(), role: 'user', createdBy: id, email: `friend-${mark}@example.org`, expiresAt: later })
  await db
    .insert(invitations)
    .values({ hash: hex(), role: 'user', usedBy: id, usedAt: new Date(), email: person.user.email, expiresAt: later })
  await db.insert(idempotencyKeys).values({ key: hex(), userId: id, requestHash: hex(), body: mark })
  await enqueue(db, 'photo.process', { photoId: one.id })
  await enqueue(db, 'source.scan', { sourceId: source.id })
  await enqueue(db, 'mail.send', { kind: 'notice', userId: id, about: 'password', to: `old-${mark}@example.org` })
  await enqueue(db, 'mail.send', { kind: 'reset', email: person.user.email })
  await keepAll(db, id)
  // Work that has not been looked at yet.
  await db.execute(sql`update photos set deleted_at = null where id = ${two.id}`)
  return { ...person, album, one }
}

async function put(store: ObjectStore, key: string): Promise<void> {
  await store.put(key, Readable.from([Buffer.from(key)]), { bytes: Buffer.byteLength(key), contentType: 'image/jpeg' })
}

/** Somebody is a member of somebody's album. */
export async function share(db: Database, albumId: string, userId: string): Promise<void> {
  await db.insert(albumMembers).values({ albumId, userId, role: 'viewer' })
}

/** Runs the jobs that delete objects, those of later as well. */
export async function runDeletions(db: Database, store: ObjectStore): Promise<void> {
  const { rows } = await db.execute<{ payload: { keys: string[] } }>(sql`
    select payload from graphile_worker._private_jobs jobs join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
    where tasks.identifier = 'objects.delete'`)
  for (const { payload } of rows) await deleteObjects({ db, store, actor: { kind: 'system' } }, payload)
}

/** Tables with a column that names an account: by a foreign key, or by its name. */
export async function tablesOfAccounts(db: Database): Promise<{ table: string; column: string }[]> {
  const { rows } = await db.execute<{ table: string; column: string }>(sql`
    select pg_class.relname as "table", attname as "column" from pg_class join pg_attribute on attrelid = pg_class.oid
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and attnum > 0 and not attisdropped and (
      attname ~ '(owner|user|account|actor|subject|member|creator|author)_id$' or attname in ('created_by', 'used_by')
      or exists (select from pg_constraint
        where contype = 'f' and confrelid = 'users'::regclass and conrelid = pg_class.oid and conkey = array[attnum]))
    order by 1, 2`)
  return rows
}

/** In which tables, jobs included, a text stands anywhere. */
export async function tablesWith(db: Database, text: string): Promise<string[]> {
  const { rows } = await db.execute<{ table: string }>(sql`
    select table_name as "table" from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`)
  const found: string[] = []
  for (const { table } of rows) {
    const from = sql.identifier(table)
    const hits = await db.execute(sql`select 1 from ${from} as row where strpos(row::text, ${text}) > 0 limit 1`)
    if (hits.rows.length > 0) found.push(table)
  }
  const jobs = await db.execute(
    sql`select 1 from graphile_worker._private_jobs where strpos(payload::text, ${text}) > 0 limit 1`,
  )
  return jobs.rows.length > 0 ? [...found, 'jobs'] : found
}
