// What a decision about an identity does, inside the transaction that holds the identities of the owner.
import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type PhotoRow, pastContents, photos } from '@/db/schema/photos'
import { type ScanNote, sourceObjects } from '@/db/schema/sources'
import type { DecodedPhoto } from '../../imaging/decoded/decoded-photo'
import { readyColumns } from '../../ingest/columns'
import type { Locate } from '../../ingest/locate-photos'
import { cleanFilename } from '../../media/clean-filename'
import { believableFileTime } from '../../photos/file-time'
import { forgetGone } from '../../photos/gone-contents'
import { storableFields } from '../../photos/storable'
import { turnLater } from '../../photos/turn-later'
import type { Counts } from '../ground/scan-counts'
import { sayingColumns, sidecarsOf } from '../sidecars/apply-sidecars'
import type { Content, Plan } from './decide-identity'
import type { Holder } from './known-content'
import { forgetCopiesOf, letGo, movePhoto } from './move-photo'
import { noteInScan } from './note-in-scan'
import { dropForgotten, rememberHidden } from './remember-hidden'

/** A key under which nothing ever lies in our own store: the original of a source's photo is not ours. */
const noObjectKey = (photoId: string) => `sources/${photoId}.none`

/**
 * Has the photos be what was decided.
 * @param tx a transaction that holds the identities of the owner and the photos of the plan, in which the object was settled
 * @returns what changes in the report of the scan
 */
export async function commitIdentity(
  tx: Database,
  content: Content,
  { plan, locate }: { plan: Plan; locate: Locate },
): Promise<Counts> {
  switch (plan.kind) {
    case 'touched':
      return saveTouched(tx, content, plan.photo)
    case 'moved':
      return saveMoved(tx, content, plan, locate)
    case 'hidden':
      return saveHidden(tx, content, plan.displaced, locate)
    case 'resaved':
      return saveResaved(tx, content, plan, locate)
    case 'new':
      return saveNew(tx, content, plan, locate)
    default:
      throw new Error(`nothing can be committed of ${plan.kind}`)
  }
}

/** The same bytes under the same key: only the source's word about them is new. */
async function saveTouched(tx: Database, content: Content, photo: Holder): Promise<Counts> {
  const { etag, bytes } = content.opened
  await tx.update(photos).set({ etag, bytes, missingAt: null, failure: null }).where(eq(photos.id, photo.id))
  return { ready: 1 }
}

async function saveMoved(
  tx: Database,
  content: Content,
  { photo, displaced }: Plan & { kind: 'moved' },
  locate: Locate,
): Promise<Counts> {
  const { object } = content
  const counts = await countsOf(tx, content, { displaced: await displace(tx, content, displaced, locate), photo })
  await movePhoto(tx, photo.id, { sourceId: object.sourceId, key: object.key }, locate)
  const isBack = photo.sourceId === object.sourceId && photo.sourceKey === object.key
  return { ...counts, moved: (counts.moved ?? 0) + (isBack ? 0 : 1), ready: 1 }
}

/** Its owner has deleted this picture where it was before: it stays away. */
async function saveHidden(tx: Database, content: Content, displaced: Holder | null, locate: Locate): Promise<Counts> {
  const { object, sha256 } = content
  const counts = await countsOf(tx, content, { displaced: await displace(tx, content, displaced, locate) })
  const here = and(eq(sourceObjects.sourceId, object.sourceId), eq(sourceObjects.key, object.key))
  await tx.update(sourceObjects).set({ state: 'hidden', sha256, photoId: null }).where(here)
  await rememberHidden(tx, content)
  return { ...counts, skipped: 1 }
}

/** Other bytes of the same picture, or of what may be it: everything is made anew, what a person has set stays. */
async function saveResaved(
  tx: Database,
  content: Content,
  plan: Plan & { kind: 'resaved' },
  locate: Locate,
): Promise<Counts> {
  const { photo, visibility, verdict } = plan
  const columns = await columnsOf(tx, content, photo, locate)
  const [saved] = await tx
    .update(photos)
    .set({
      ...columns,
      visibility,
      missingAt: null,
      revision: photo.revision + 1,
      // It was drawn as the file is; its owner's turn follows.
      drawnTurn: 0,
      updatedAt: new Date(),
    })
    .where(eq(photos.id, photo.id))
    .returning({ turn: photos.turn })
  if (saved && saved.turn !== 0) await turnLater(tx, [photo.id])
  if (photo.sha256 !== null && photo.sha256 !== content.sha256) {
    await tx.insert(pastContents).values({ photoId: photo.id, sha256: photo.sha256 }).onConflictDoNothing()
    await forgetCopiesOf(tx, photo.id)
  }
  if (verdict === 'unknown') await note(tx, content, 'uncertain', photo.id)
  else if (visibility !== photo.visibility) await note(tx, content, 'kept_private', photo.id)
  return { ready: 1 }
}

async function saveNew(
  tx: Database,
  content: Content,
  { id, displaced, visibility }: Plan & { kind: 'new' },
  locate: Locate,
): Promise<Counts> {
  const { source, object, opened } = content
  const outcome = await displace(tx, content, displaced, locate)
  const columns = await columnsOf(tx, content, { id, edited: [] }, locate)
  await tx.insert(photos).values({
    ...columns,
    id,
    ownerId: source.ownerId,
    visibility,
    filename: cleanFilename(object.key),
    objectKey: noObjectKey(id),
    sourceId: source.id,
    sourceKey: object.key,
    uploadedAt: opened.modifiedAt,
  })
  await dropForgotten(tx, content)
  await forgetGone(tx, [id])
  if (visibility !== source.visibility) await note(tx, content, 'kept_private', id)
  const counts = await countsOf(tx, content, { displaced: outcome })
  return { ...counts, added: (counts.added ?? 0) + 1, ready: 1 }
}

/** What was read, as columns; but for those that a person has set. */
async function columnsOf(
  tx: Database,
  content: Content,
  { id, edited, addedAt }: Pick<PhotoRow, 'id' | 'edited'> & { addedAt?: Date },
  locate: Locate,
) {
  const { source, object, opened, sha256 } = content
  const decoded = decodedOf(content)
  const own = storableFields(decoded.fields)
  const fileModifiedAt = believableFileTime(opened.modifiedAt, addedAt ?? new Date())
  return {
    ...readyColumns(decoded),
    ...(await sayingColumns(own, await sidecarsOf(tx, source.id, object.key), edited, locate)),
    etag: opened.etag,
    bytes: opened.bytes,
    sha256,
    copyOf: await firstCopy(tx, source.ownerId, sha256, id),
    // The guess at when it was taken, where the file does not say; a file saved again has a later time, which says nothing.
    ...(fileModifiedAt === null ? {} : { fileModifiedAt }),
  }
}

/** A photo whose content is under this key no more goes on where its content is, or is missing. */
async function displace(
  tx: Database,
  { source, object }: Content,
  displaced: Holder | null,
  locate: Locate,
): Promise<'moved' | 'missing' | null> {
  if (displaced === null || displaced.sourceId === null) return null
  const leaving = { ...displaced, ownerId: source.ownerId, sourceId: displaced.sourceId }
  return letGo(tx, leaving, [object.key], locate)
}

/**
 * What changes in the report of a scan: its listing took the object for a new or a changed one, and it may have taken the photo for a missing one.
 */
async function countsOf(
  tx: Database,
  { object }: Content,
  { displaced, photo }: { displaced: 'moved' | 'missing' | null; photo?: Holder },
): Promise<Counts> {
  const found = await tx.execute<{ added: boolean; lost: boolean }>(sql`
    select ${object.addedAt.toISOString()}::timestamptz >= started_at as added,
      coalesce(${photo?.missingAt?.toISOString() ?? null}::timestamptz >= started_at, false) as lost
    from source_scans where id = ${object.scanId}`)
  const scan = found.rows[0]
  if (!scan) return {}
  return {
    [scan.added ? 'added' : 'changed']: -1,
    missing: (displaced === 'missing' ? 1 : 0) - (scan.lost ? 1 : 0),
    moved: displaced === 'moved' ? 1 : 0,
  }
}

/** @throws Error where it was only read to compare it */
export function decodedOf({ decoded }: Content): DecodedPhoto {
  if (!decoded) throw new Error('a picture was to be kept that was not decoded')
  return decoded
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

async function note(tx: Database, { object }: Content, kind: ScanNote['kind'], photoId: string): Promise<void> {
  await noteInScan(tx, object, [{ kind, key: object.key, photoId }])
}
