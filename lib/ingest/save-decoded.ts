import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type FileFields, type PhotoRow, photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import type { DecodedPhoto } from '../imaging/decoded/decoded-photo'
import type { Place } from '../photos/contract'
import { FILE_FIELDS } from '../photos/edit-contract'
import { publish } from '../photos/events'
import { columnsOfField, columnsOfPlace } from '../photos/file-columns'
import { storableFields, storableJson } from '../photos/storable'
import { type Attempt, fence } from './attempt'
import type { Locate } from './locate-photos'

type Saved = 'saved' | 'superseded' | 'gone'

/**
 * Commits what was read of an original, and tells its owner, in one transaction. What a person has edited stays.
 * @returns `superseded` when a later attempt holds the fence, `gone` when the photo was deleted for ever
 */
export async function saveDecoded(
  ctx: Context,
  attempt: Attempt,
  decoded: DecodedPhoto,
  locate: Locate,
): Promise<Saved> {
  const fields = storableFields(decoded.fields)
  const place = fields.location ? await locate(fields.location.latitude, fields.location.longitude) : null
  return ctx.db.transaction(async (tx) => {
    const edited = await lockFenced(tx, attempt)
    if (edited === null) return (await exists(tx, attempt.photo.id)) ? 'superseded' : 'gone'
    const now = new Date()
    await tx
      .update(photos)
      .set({
        ...pictureColumns(decoded),
        ...uneditedColumns(fields, place, edited),
        fileFields: fields,
        exif: storableJson(decoded.exif) as Record<string, unknown>,
        status: 'ready',
        failure: null,
        attemptId: null,
        processedAt: now,
        updatedAt: now,
      })
      .where(fence(attempt))
    await publish(tx, attempt.photo.ownerId, { type: 'photo', photoId: attempt.photo.id, status: 'ready' })
    return 'saved'
  })
}

async function lockFenced(tx: Database, attempt: Attempt): Promise<string[] | null> {
  const [row] = await tx.select({ edited: photos.edited }).from(photos).where(fence(attempt)).for('update')
  return row?.edited ?? null
}

async function exists(tx: Database, id: string): Promise<boolean> {
  const found = await tx.select({ id: photos.id }).from(photos).where(eq(photos.id, id))
  return found.length > 0
}

/** Columns of what was made of the file. */
export function pictureColumns(decoded: DecodedPhoto): Partial<PhotoRow> {
  return {
    mediaType: decoded.mediaType,
    damaged: decoded.damaged,
    width: decoded.width,
    height: decoded.height,
    thumbWidth: decoded.thumb.width,
    thumbHeight: decoded.thumb.height,
    previewWidth: decoded.preview.width,
    previewHeight: decoded.preview.height,
    placeholder: decoded.placeholder,
    hash: decoded.hash,
  }
}

/**
 * Columns of what the file says, without those that a person has set. An edited location keeps its place too: the job that follows the edit
 * has found it.
 */
export function uneditedColumns(fields: FileFields, place: Place | null, edited: string[]): Partial<PhotoRow> {
  const columns: Partial<PhotoRow> = {}
  for (const field of FILE_FIELDS) {
    if (edited.includes(field)) continue
    if (field !== 'place') Object.assign(columns, columnsOfField(field, fields))
    else if (!edited.includes('location')) Object.assign(columns, columnsOfPlace(place))
  }
  return columns
}
