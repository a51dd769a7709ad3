import { randomBytes, randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import sharp from 'sharp'
import { albumMembers, albumPhotos, albums } from '@/db/schema/albums'
import { downloads } from '@/db/schema/downloads'
import { duplicateMembers } from '@/db/schema/duplicates'
import type { photos } from '@/db/schema/photos'
import { sessions, tokens } from '@/db/schema/users'
import { webhookDeliveries, webhooks } from '@/db/schema/webhooks'
import { makePhoto, makeUser } from '@/db/testing/factories'
import { keepSome } from '@/lib/duplicates/keep-groups'
import { renditionKey } from '@/lib/photos/keys'
import { seal } from '@/lib/sealing/seal'
import { makeEntryLinks, makeIdentity } from './entry-links'
import type { Instance } from './instance'
import { MARK } from './mark'
import type { People } from './people'
import { makeGuest, makeLinks } from './share-links'
import { makeSource } from './source'

/** Besides what carries the mark, only the owner may ever receive these. */
export const LATITUDE = 12.34567
export const LONGITUDE = 98.76543

export interface World {
  /** Values for the placeholders of the matrix. */
  names: Record<string, string>
  /** Ids of which nobody but the owner may learn. */
  privateIds: string[]
  /** Hashes, which nobody but the owner may learn. */
  secrets: string[]
}

let picture: Promise<Buffer> | undefined

/** A small true JPEG; the same bytes each time. */
export function jpeg(): Promise<Buffer> {
  picture ??= sharp({ create: { width: 64, height: 48, channels: 3, background: '#9a6a1e' } })
    .jpeg()
    .toBuffer()
  return picture
}

/** A picture with something in it. */
export async function stripes(): Promise<Buffer> {
  const stripe = { create: { width: 16, height: 48, channels: 3, background: '#fff' } } as const
  return sharp(await jpeg())
    .composite([0, 32].map((left) => ({ input: stripe, left, top: 0 })))
    .jpeg()
    .toBuffer()
}

type PhotoFields = Partial<typeof photos.$inferInsert>

/** Photos in every state and two albums of the owner's, and one private photo of the other's. */
export async function makeWorld(instance: Instance, people: People): Promise<World> {
  const { db } = instance
  const owner = people.owner.id
  const secrets: string[] = []
  const bits = (bytes: number) => [...randomBytes(bytes)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  // All look alike: what is like one that others see is also what they must not learn of.
  const kind = bits(14)
  const photo = async (fields: PhotoFields) => {
    const sha256 = randomBytes(32).toString('hex')
    const hash = `${bits(2)}${kind}`
    secrets.push(sha256, hash)
    return (
      await makePhoto(db, owner, { ...(await markedFields()), sha256, hash, detail: '01'.repeat(256), ...fields })
    ).id
  }
  const shown: PhotoFields = { visibility: 'public', title: 'Shown to all', description: '', tags: ['shown'] }
  const copied = randomBytes(32).toString('hex')
  secrets.push(copied)
  const ids = {
    private: await photo({}),
    public: await photo(shown),
    processing: await photo({ ...shown, status: 'processing' }),
    failed: await photo({ ...shown, status: 'failed', failure: `${MARK}failure` }),
    trashed: await photo({ ...shown, deletedAt: new Date() }),
    uploading: await photo({ ...shown, ...(await unfinished()) }),
    guestUpload: await photo({ ...shown, ...(await unfinished()), visibility: 'private', bytes: 9_999_999 }),
    guestPhoto: await photo({}),
    copy: await photo({ sha256: copied }),
    otherCopy: await photo({ sha256: copied }),
    arrived: await photo({ ...shown, ...(await unfinished()), uploadedAt: new Date() }),
  }
  const source = await makeSource(instance, owner)
  const sourceKey = `${MARK}prefix/${MARK}folder/picture.jpg`
  const publicOfSource = await photo({ ...shown, sourceId: source, sourceKey, filename: `${MARK}picture.jpg` })
  for (const id of [ids.private, ids.public, ids.trashed]) await putFiles(instance, id)
  const album = async (fields: Partial<typeof albums.$inferInsert>) => {
    const values = { ownerId: owner, title: `${MARK}album`, ...fields }
    const [made] = await db.insert(albums).values(values).returning({ id: albums.id })
    const id = made?.id ?? ''
    const inside = [ids.private, ids.public].map((photoId, position) => ({ albumId: id, photoId, position }))
    await db.insert(albumPhotos).values(inside)
    return id
  }
  const privateAlbum = await album({ description: `${MARK}description`, coverPhotoId: ids.private })
  const publicAlbum = await album({ title: 'Shown album', visibility: 'public', coverPhotoId: ids.private })
  const [othersAlbum] = await db
    .insert(albums)
    .values({ ownerId: people.other.id, title: 'Of the other' })
    .returning({ id: albums.id })
  const member = await makeUser(db, { name: `${MARK}member` })
  for (const albumId of [privateAlbum, publicAlbum]) {
    await db.insert(albumMembers).values({ albumId, userId: member.id, role: 'viewer' })
  }
  const stranger = await makeUser(db)
  const expiresAt = new Date(Date.now() + 3600_000)
  const [session] = await db
    .insert(sessions)
    .values({ userId: owner, version: 1, userAgent: `${MARK}agent`, expiresAt })
    .returning({ id: sessions.id })
  const [download] = await db
    .insert(downloads)
    .values({ userId: owner, name: `${MARK}zip`, photoIds: [ids.private, ids.public] })
    .returning({ id: downloads.id })
  const [token] = await db
    .insert(tokens)
    .values({ userId: owner, name: `${MARK}token`, hash: randomUUID(), scopes: ['read'], version: 1 })
    .returning({ id: tokens.id })
  const hook = await makeWebhook(instance, owner)
  const links = await makeLinks(instance, owner, { privateAlbum, publicAlbum })
  const duplicateGroup = await groupOf(instance, owner, ids.copy)
  const marked = { marked: ids.private, begun: ids.guestUpload, added: ids.guestPhoto }
  const { guestId } = await makeGuest(instance, links.proofLinkId, marked)
  const names = {
    ...ids,
    ...hook,
    ...links,
    ...(await makeEntryLinks(instance, people.admin.id, stranger)),
    identity: await makeIdentity(instance, owner),
    duplicateGroup,
    guestId,
    privateAlbum,
    publicAlbum,
    othersAlbum: othersAlbum?.id ?? '',
    publicOfSource,
    source,
    session: session?.id ?? '',
    token: token?.id ?? '',
    download: download?.id ?? '',
    others: (await makePhoto(db, people.other.id, { title: 'Of the other', exif: {} })).id,
    adminsId: people.admin.id,
    memberId: member.id,
    strangerId: stranger.id,
    strangerName: stranger.username,
    memberName: member.username,
    ownerName: people.owner.username,
    /** Another one each time it is sent. */
    unused: '',
  }
  const { public: visible, ...hidden } = ids
  const privateIds = [
    ...Object.values(hidden),
    privateAlbum,
    source,
    names.session,
    names.token,
    names.download,
    names.identity,
    ...Object.values(hook),
    links.linkId,
    links.publicLinkId,
    links.proofLinkId,
    duplicateGroup,
    guestId,
  ]
  return { names, privateIds, secrets }
}

/** The group of duplicates that a photo is in, once all is looked at. */
async function groupOf({ db }: Instance, ownerId: string, photoId: string): Promise<string> {
  while (await db.transaction((tx) => keepSome(tx, ownerId)));
  const { groupId } = duplicateMembers
  const [found] = await db.select({ groupId }).from(duplicateMembers).where(eq(duplicateMembers.photoId, photoId))
  return found?.groupId ?? ''
}

async function markedFields(): Promise<PhotoFields> {
  const id = randomUUID()
  return {
    id,
    objectKey: `originals/${id.slice(-2)}/${id}-mark.jpg`,
    filename: `${MARK}filename.jpg`,
    title: `${MARK}title`,
    description: `${MARK}description`,
    tags: [`${MARK}tag`],
    exif: { SerialNumber: `${MARK}serial` },
    latitude: LATITUDE,
    longitude: LONGITUDE,
    town: `${MARK}town`,
    region: `${MARK}region`,
    country: `${MARK}country`,
    bytes: (await jpeg()).length,
  }
}

async function unfinished(): Promise<PhotoFields> {
  return { status: 'uploading', width: null, height: null, sha256: null, bytes: (await jpeg()).length }
}

async function putFiles(instance: Instance, id: string): Promise<void> {
  const body = await jpeg()
  const options = { bytes: body.length, contentType: 'image/jpeg' }
  const keys = [
    `originals/${id.slice(-2)}/${id}-mark.jpg`,
    renditionKey(id, 1, 'thumb'),
    renditionKey(id, 1, 'preview'),
  ]
  for (const key of keys) await instance.store.put(key, body, options)
}

/** A webhook of somebody's whose one delivery was given up. */
async function makeWebhook({ db, secret }: Instance, ownerId: string): Promise<{ webhook: string; delivery: string }> {
  const id = randomUUID()
  const secretSealed = seal(`${MARK}whsec`, { purpose: 'webhook secrets', of: id, secret })
  const url = `https://receiver.example/${MARK}hook`
  await db.insert(webhooks).values({ id, ownerId, url, events: ['source.scanned'], secretSealed })
  const log = { webhookId: id, event: 'source.scanned', body: `{"of":"${MARK}body"}`, status: 'failed' as const }
  const [delivery] = await db.insert(webhookDeliveries).values(log).returning({ id: webhookDeliveries.id })
  return { webhook: id, delivery: delivery?.id ?? '' }
}

/** A fingerprint of everything the owner has: equal before and after whatever somebody else sends. Jobs add the detail of photos and make groups of duplicates by themselves. */
export async function fingerprint(instance: Instance, ownerId: string): Promise<string> {
  const result = await instance.db.execute(sql`
    select md5(concat_ws('|',
      (select string_agg((to_jsonb(p) - 'detail')::text, ',' order by p.id) from photos p where owner_id = ${ownerId}),
      (select string_agg(a::text, ',' order by a.id) from albums a where owner_id = ${ownerId}),
      (select string_agg(ap::text, ',' order by ap.album_id, ap.photo_id) from album_photos ap
        join albums a on a.id = ap.album_id where a.owner_id = ${ownerId}),
      (select string_agg(m::text, ',' order by m.album_id, m.user_id) from album_members m
        join albums a on a.id = m.album_id where a.owner_id = ${ownerId}),
      (select string_agg(n::text, ',' order by n.a, n.b) from not_duplicates n where owner_id = ${ownerId}),
      (select string_agg(s::text, ',' order by s.id) from sources s where owner_id = ${ownerId}),
      (select string_agg(u::text, ',') from users u where id = ${ownerId}),
      (select string_agg(s.id::text, ',' order by s.id) from sessions s where user_id = ${ownerId}),
      (select string_agg(t.id::text, ',' order by t.id) from tokens t where user_id = ${ownerId}),
      (select string_agg(concat(w.id, w.url, w.events, w.disabled_at), ',' order by w.id) from webhooks w where owner_id = ${ownerId}),
      (select string_agg(d.id::text, ',' order by d.id) from webhook_deliveries d join webhooks w on w.id = d.webhook_id where w.owner_id = ${ownerId}),
      (select string_agg(g::text, ',' order by g.photo_id) from guest_photos g join photos p on p.id = g.photo_id where p.owner_id = ${ownerId}),
      (select string_agg(concat_ws(' ', l.id, l.version, l.updated_at, l.password_hash), ',' order by l.id) from share_links l
        where owner_id = ${ownerId}))) as print`)
  return String(result.rows[0]?.print)
}
