// Identity: what was read is a new photo, a changed one, one that has moved here, or one that its owner has deleted.
import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type PhotoRow, photos } from '@/db/schema/photos'
import { sourceObjects } from '@/db/schema/sources'
import type { Context } from '../context'
import type { DecodedPhoto } from '../imaging/decoded-photo'
import { cleanFilename } from '../photos/clean-filename'
import { publish } from '../photos/events'
import type { Locate } from '../photos/locate-photos'
import { deleteRenditions, putRenditions } from '../photos/renditions'
import { pictureColumns } from '../photos/save-decoded'
import { storableFields, storableJson } from '../photos/storable'
import { sayingColumns, sidecarsOf } from './apply-sidecars'
import { findHiddenTwin, findMoved } from './find-moved'
import { stillWaits } from './object-states'
import type { Reading } from './read-object'
import type { OpenObject, SourceReader } from './reader'
import { type Counts, countInScan } from './scan-counts'
import { moveObject } from './settle-gone'

interface Read extends Reading {
  opened: OpenObject
  decoded: DecodedPhoto
}

interface Tools {
  reader: SourceReader
  locate: Locate
}

/** A key under which nothing ever lies in our own store: the original of a source's photo is not ours. */
const noObjectKey = (photoId: string) => `sources/${photoId}.none`

/**
 * Commits what was read of an object, in one transaction, and tells its owner. Renditions are put before: under keys that a second run
 * writes again.
 */
export async function saveSourcePhoto(ctx: Context, read: Read, tools: Tools): Promise<void> {
  const { object, decoded } = read
  const [shown] = await ctx.db
    .select({ id: photos.id, revision: photos.revision, sha256: photos.sha256, status: photos.status })
    .from(photos)
    .where(and(eq(photos.sourceId, object.sourceId), eq(photos.sourceKey, object.key)))
  if (shown) {
    if (shown.sha256 === decoded.sha256 && shown.status === 'ready') return saveTouched(ctx, read, shown.id)
    return saveChanged(ctx, read, shown, tools.locate)
  }
  const moved = await findMoved(ctx.db, read, tools.reader)
  if (moved && (await saveMoved(ctx, read, moved))) return
  const twin = await findHiddenTwin(ctx.db, read, tools.reader)
  if (twin !== null) return saveHidden(ctx, read, twin)
  return saveNew(ctx, read, tools.locate)
}

async function saveNew(ctx: Context, read: Read, locate: Locate): Promise<void> {
  const { source, object, decoded, opened } = read
  const id = object.photoId
  if (id === null) throw new Error('an object was read that nobody had taken')
  await putRenditions(ctx.store, { id, revision: 1 }, decoded)
  const saved = await ctx.db.transaction(async (tx) => {
    if (!(await settleRead(tx, read, id))) return false
    const says = await sayingOf(tx, read, [], locate)
    await tx.insert(photos).values({
      ...pictureColumns(decoded),
      ...says,
      id,
      ownerId: source.ownerId,
      status: 'ready',
      visibility: source.visibility,
      filename: cleanFilename(object.key),
      objectKey: noObjectKey(id),
      sourceId: source.id,
      sourceKey: object.key,
      etag: opened.etag,
      bytes: opened.bytes,
      mediaType: decoded.mediaType,
      sha256: decoded.sha256,
      copyOf: await firstCopy(tx, source.ownerId, decoded.sha256, id),
      exif: storableJson(decoded.exif) as Record<string, unknown>,
      uploadedAt: opened.modifiedAt,
      processedAt: new Date(),
    })
    await tell(tx, read, id, { ready: 1 })
    return true
  })
  if (!saved) await dropRenditions(ctx, id, 1)
}

/** Other bytes under the same key: everything is made anew, what a person has set stays. */
async function saveChanged(
  ctx: Context,
  read: Read,
  shown: Pick<PhotoRow, 'id' | 'revision'>,
  locate: Locate,
): Promise<void> {
  const { decoded, opened } = read
  const revision = shown.revision + 1
  await putRenditions(ctx.store, { id: shown.id, revision }, decoded)
  const saved = await ctx.db.transaction(async (tx) => {
    if (!(await settleRead(tx, read, shown.id))) return false
    const [photo] = await tx
      .select({ edited: photos.edited, ownerId: photos.ownerId })
      .from(photos)
      .where(and(eq(photos.id, shown.id), eq(photos.revision, shown.revision)))
      .for('update')
    if (!photo) return false
    await tx
      .update(photos)
      .set({
        ...pictureColumns(decoded),
        ...(await sayingOf(tx, read, photo.edited, locate)),
        status: 'ready',
        failure: null,
        missingAt: null,
        revision,
        etag: opened.etag,
        bytes: opened.bytes,
        sha256: decoded.sha256,
        copyOf: await firstCopy(tx, photo.ownerId, decoded.sha256, shown.id),
        exif: storableJson(decoded.exif) as Record<string, unknown>,
        processedAt: new Date(),
        updatedAt: new Date(),
      })
      .where(eq(photos.id, shown.id))
    await tell(tx, read, shown.id, { ready: 1 })
    return true
  })
  // Those of the former content; should this fail, they go with the photo.
  if (saved) await dropRenditions(ctx, shown.id, shown.revision).catch(() => undefined)
}

/** The same bytes under the same key: only the source's word about them is new. */
async function saveTouched(ctx: Context, read: Read, id: string): Promise<void> {
  const { etag, bytes } = read.opened
  await ctx.db.transaction(async (tx) => {
    if (!(await settleRead(tx, read, id))) return
    await tx.update(photos).set({ etag, bytes, missingAt: null, failure: null }).where(eq(photos.id, id))
    await countInScan(tx, read.object.scanId, { ready: 1, ...read.cost() })
  })
}

/** @returns false when the photo has gone elsewhere meanwhile */
async function saveMoved(ctx: Context, read: Read, moved: { id: string; key: string }): Promise<boolean> {
  return ctx.db.transaction(async (tx) => {
    const [photo] = await tx
      .select({ id: photos.id })
      .from(photos)
      .where(and(eq(photos.id, moved.id), eq(photos.sourceId, read.source.id), eq(photos.sourceKey, moved.key)))
      .for('update')
    if (!photo) return false
    if (!(await settleRead(tx, read, photo.id))) return true
    await moveObject(tx, read.source.id, photo.id, read.object.key)
    // The listing took it for a new one.
    await tell(tx, read, photo.id, { moved: 1, added: -1, ready: 1 })
    return true
  })
}

/** Its owner has deleted this picture where it was before: it stays away. */
async function saveHidden(ctx: Context, read: Read, twin: string): Promise<void> {
  const { object, decoded } = read
  await ctx.db.transaction(async (tx) => {
    if (!(await settleRead(tx, read, null))) return
    await tx
      .update(sourceObjects)
      .set({ state: 'hidden', sha256: decoded.sha256, photoId: null })
      .where(and(eq(sourceObjects.sourceId, object.sourceId), eq(sourceObjects.key, object.key)))
    await tx.delete(sourceObjects).where(and(eq(sourceObjects.sourceId, object.sourceId), eq(sourceObjects.key, twin)))
    await countInScan(tx, object.scanId, { moved: 1, added: -1, skipped: 1, ...read.cost() })
  })
}

async function sayingOf(tx: Database, read: Read, edited: string[], locate: Locate): Promise<Partial<PhotoRow>> {
  const own = storableFields(read.decoded.fields)
  return sayingColumns(own, await sidecarsOf(tx, read.source.id, read.object.key), edited, locate)
}

/** @returns whether it still waited */
async function settleRead(tx: Database, { object, opened }: Read, photoId: string | null): Promise<boolean> {
  const { etag, bytes, modifiedAt } = opened
  const kind = object.kind === 'unknown' ? 'photo' : object.kind
  const settled = await tx
    .update(sourceObjects)
    .set({
      state: 'done',
      failure: null,
      again: false,
      attempts: 0,
      lane: null,
      photoId,
      etag,
      bytes,
      modifiedAt,
      kind,
    })
    .where(stillWaits(object))
    .returning({ key: sourceObjects.key })
  return settled.length > 0
}

/** The owner's first photo with this content. Two that are read at the same time wait for each other here. */
async function firstCopy(tx: Database, ownerId: string, sha256: string, id: string): Promise<string | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${ownerId}:${sha256}`}, 0))`)
  const [first] = await tx
    .select({ id: photos.id })
    .from(photos)
    .where(
      and(
        eq(photos.ownerId, ownerId),
        eq(photos.sha256, sha256),
        ne(photos.id, id),
        isNull(photos.copyOf),
        isNull(photos.deletedAt),
        sql`${photos.status} in ('ready', 'processing', 'failed')`,
      ),
    )
    .orderBy(asc(photos.id))
    .limit(1)
  return first?.id ?? null
}

async function tell(tx: Database, read: Read, photoId: string, counts: Counts): Promise<void> {
  await publish(tx, read.source.ownerId, { type: 'photo', photoId, status: 'ready' })
  await countInScan(tx, read.object.scanId, { ...counts, ...read.cost() })
}

/** Nobody needs them unless a second run over the same object has committed: its photo then has this id. */
async function dropRenditions(ctx: Context, id: string, revision: number): Promise<void> {
  const [photo] = await ctx.db.select({ revision: photos.revision }).from(photos).where(eq(photos.id, id))
  if (photo?.revision === revision) return
  await deleteRenditions(ctx.store, { id, revision })
}
