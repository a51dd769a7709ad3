import type { FileFields, PhotoRow } from '@/db/schema/photos'
import type { DecodedPhoto } from '../imaging/decoded/decoded-photo'
import type { Place } from '../photos/contract'
import { FILE_FIELDS } from '../photos/edit-contract'
import { columnsOfField, columnsOfPlace } from '../photos/file-columns'
import { storableJson } from '../photos/storable'

/** Columns of a photo that is ready: what was made of its file, but for what the file says in its fields. Not when it was changed: a new photo was not. */
export function readyColumns(decoded: DecodedPhoto) {
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
    detail: decoded.detail,
    exif: storableJson(decoded.exif) as Record<string, unknown>,
    status: 'ready' as const,
    failure: null,
    processedAt: new Date(),
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
