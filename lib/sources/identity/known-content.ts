// What is known of a content (its SHA-256) among the photos of the owner's sources.
import { and, eq, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type PhotoRow, pastContents, photos } from '@/db/schema/photos'
import { hiddenContents, type SourceObjectRow, sourceObjects, sources } from '@/db/schema/sources'
import { isGone } from '../../photos/gone-contents'

/** A photo of a source, with what decides about its identity. */
export type Holder = Pick<
  PhotoRow,
  | 'id'
  | 'sourceId'
  | 'sourceKey'
  | 'sha256'
  | 'etag'
  | 'bytes'
  | 'revision'
  | 'status'
  | 'visibility'
  | 'edited'
  | 'missingAt'
  | 'deletedAt'
  | 'addedAt'
  | 'hash'
  | 'width'
  | 'height'
  | 'fileFields'
  | 'ownFields'
>

/** Copies of one picture that are looked at, so that a thousand of them do not make a thousand requests. */
const MOST_COPIES = 8

/** The columns of a `Holder`. */
export const holderColumns = {
  id: photos.id,
  sourceId: photos.sourceId,
  sourceKey: photos.sourceKey,
  sha256: photos.sha256,
  etag: photos.etag,
  bytes: photos.bytes,
  revision: photos.revision,
  status: photos.status,
  visibility: photos.visibility,
  edited: photos.edited,
  missingAt: photos.missingAt,
  deletedAt: photos.deletedAt,
  addedAt: photos.addedAt,
  hash: photos.hash,
  width: photos.width,
  height: photos.height,
  fileFields: photos.fileFields,
  ownFields: photos.ownFields,
}

async function find(db: Database, where: SQL | undefined): Promise<Holder | null> {
  const [found] = await db.select(holderColumns).from(photos).where(where).limit(1)
  return found ?? null
}

/** The photos that a key of a source has had. */
export interface PhotosOfKey {
  /** The photo that is shown from this key, or was the last one when it became missing. */
  shown: Holder | null
  /** The photo that was here and has followed its content elsewhere. */
  former: Holder | null
  /** The id for a photo that would begin here; null when it must be chosen first. */
  freshId: string | null
}

/** What is known of a key of a source, whatever lies there now. */
export async function photosOfKey(db: Database, { sourceId, key }: SourceObjectRow): Promise<PhotosOfKey> {
  const here = and(eq(photos.sourceId, sourceId), eq(photos.sourceKey, key))
  const [object] = await db
    .select({ photoId: sourceObjects.photoId, formerId: sourceObjects.formerPhotoId })
    .from(sourceObjects)
    .where(and(eq(sourceObjects.sourceId, sourceId), eq(sourceObjects.key, key)))
  const present = await find(db, and(here, isNull(photos.missingAt)))
  const linked = object?.photoId ? await find(db, eq(photos.id, object.photoId)) : null
  const returning = linked?.sourceId === sourceId && linked.sourceKey === key ? linked : null
  const former = object?.formerId ? await find(db, eq(photos.id, object.formerId)) : null
  return { shown: present ?? returning, former, freshId: linked === null ? (object?.photoId ?? null) : null }
}

/** Photos of the owner's sources with a content: first those that are missing, and nearest to a key. */
export async function holdersOf(
  db: Database,
  ownerId: string,
  sha256: string,
  { sourceId, key }: SourceObjectRow,
): Promise<Holder[]> {
  return db
    .select(holderColumns)
    .from(photos)
    .innerJoin(sources, and(eq(sources.id, photos.sourceId), isNull(sources.deletedAt)))
    .where(and(eq(photos.ownerId, ownerId), eq(photos.sha256, sha256)))
    .orderBy(
      sql`${photos.missingAt} is null`,
      sql`${photos.sourceId} <> ${sourceId}`,
      sql`${photos.sourceKey} <> ${key}`,
      sql`${photos.deletedAt} is not null`,
      photos.id,
    )
    .limit(MOST_COPIES)
}

/** Whether the owner has deleted this content for ever, from whichever of their sources. */
export async function isHiddenContent(db: Database, ownerId: string, sha256: string): Promise<boolean> {
  const found = await db
    .select({ sha256: hiddenContents.sha256 })
    .from(hiddenContents)
    .innerJoin(sources, eq(sources.id, hiddenContents.sourceId))
    .where(and(eq(sources.ownerId, ownerId), eq(hiddenContents.sha256, sha256), eq(hiddenContents.forgotten, false)))
    .limit(1)
  return found.length > 0
}

/** The photos of the owner that held this content before they were saved again. */
export async function formerHoldersOf(db: Database, ownerId: string, sha256: string): Promise<string[]> {
  const found = await db
    .select({ id: photos.id })
    .from(pastContents)
    .innerJoin(photos, eq(photos.id, pastContents.photoId))
    .where(and(eq(pastContents.sha256, sha256), eq(photos.ownerId, ownerId)))
    .limit(MOST_COPIES)
  return found.map(({ id }) => id)
}

/**
 * Whether the owner keeps this content from others: in another photo that is private or in the trash, as it is or as it was, or in one that was
 * so when it was forgotten, or as an upload that was deleted for ever.
 */
export async function isKeptPrivate(db: Database, ownerId: string, sha256: string, butFor: string): Promise<boolean> {
  const kept = and(
    eq(photos.ownerId, ownerId),
    ne(photos.id, butFor),
    or(eq(photos.visibility, 'private'), isNotNull(photos.deletedAt)),
  )
  const now = await db
    .select({ id: photos.id })
    .from(photos)
    .where(and(kept, eq(photos.sha256, sha256)))
    .limit(1)
  if (now.length > 0) return true
  const before = await db
    .select({ id: photos.id })
    .from(pastContents)
    .innerJoin(photos, eq(photos.id, pastContents.photoId))
    .where(and(kept, eq(pastContents.sha256, sha256)))
    .limit(1)
  if (before.length > 0) return true
  const forgotten = await db
    .select({ sha256: hiddenContents.sha256 })
    .from(hiddenContents)
    .innerJoin(sources, eq(sources.id, hiddenContents.sourceId))
    .where(and(eq(sources.ownerId, ownerId), eq(hiddenContents.sha256, sha256), eq(hiddenContents.forgotten, true)))
    .limit(1)
  // Asked last: whatever goes from the library meanwhile is remembered in the same moment.
  return forgotten.length > 0 || isGone(db, ownerId, sha256)
}
