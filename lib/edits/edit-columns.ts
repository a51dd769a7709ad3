import type { PhotoRow } from '@/db/schema/photos'
import { AppError } from '../errors/app-error'
import { plainTags, plainText } from '../media/plain-text'
import {
  type CameraEdit,
  FILE_FIELDS,
  type FileField,
  type LocationEdit,
  type PlaceEdit,
  type UpdatePhoto,
} from '../photos/edit-contract'
import { columnsOfField, columnsOfPlace, NO_FIELDS } from '../photos/file-columns'
import { oneAntimeridian } from '../photos/storable'
import { parseTakenAt } from './taken-at'

interface Edit {
  columns: Partial<PhotoRow>
  /** The place no longer follows from the location: it is emptied, and has to be looked up. */
  relocate: boolean
}

/**
 * The columns an edit sets, with `edited` brought up to date.
 * @param photo the row before
 * @throws AppError invalid: a time that does not exist, a field both set and reset
 */
export function editColumns(photo: PhotoRow, patch: UpdatePhoto): Edit {
  const reset = patch.reset ?? []
  const twice = reset.find((field) => patch[field] !== undefined)
  if (twice) throw new AppError('invalid', `reset: ${twice} is set and reset in one request; do one of them`)
  const set = FILE_FIELDS.filter((field) => patch[field] !== undefined)
  const edited = [...new Set([...photo.edited, ...set])].filter((field) => !reset.includes(field as FileField)).sort()
  const columns: Partial<PhotoRow> = { ...setColumns(patch), ...resetColumns(photo, reset), edited }
  const moved = set.includes('location') || reset.includes('location') || reset.includes('place')
  const relocate = moved && !edited.includes('place')
  return { columns, relocate }
}

function setColumns(patch: UpdatePhoto): Partial<PhotoRow> {
  const { title, description, tags, visibility, favourite, archived, rating, rotation } = patch
  return {
    ...(title === undefined ? {} : { title: plainText(title) }),
    ...(description === undefined ? {} : { description: plainText(description) }),
    ...(tags === undefined ? {} : { tags: plainTags(tags) }),
    ...(visibility === undefined ? {} : { visibility }),
    ...(favourite === undefined ? {} : { favourite }),
    ...(archived === undefined ? {} : { archived }),
    ...(rating === undefined ? {} : { rating }),
    ...(rotation === undefined ? {} : { turn: rotation / 90 }),
    ...takenColumns(patch.takenAt),
    ...cameraColumns(patch.camera),
    ...locationColumns(patch.location),
    ...placeColumns(patch.place),
  }
}

/** The columns of a time that is set; empty where none is given, all null where it is emptied. @throws AppError invalid */
export function takenColumns(takenAt: string | null | undefined): Partial<PhotoRow> {
  if (takenAt === undefined) return {}
  return takenAt === null ? columnsOfField('takenAt', NO_FIELDS) : parseTakenAt(takenAt)
}

function cameraColumns(camera: CameraEdit | null | undefined): Partial<PhotoRow> {
  if (camera === undefined) return {}
  if (camera === null) return columnsOfField('camera', NO_FIELDS)
  const { make, model, lens, ...numbers } = camera
  return defined({ cameraMake: word(make), cameraModel: word(model), lens: word(lens), ...numbers })
}

/** The columns of a location; empty where none is given, all null where it is emptied. */
export function locationColumns(location: LocationEdit | null | undefined): Partial<PhotoRow> {
  if (location === undefined) return {}
  const { latitude, longitude, altitude } = location ?? { latitude: null, longitude: null, altitude: null }
  return { latitude, longitude: longitude === null ? null : oneAntimeridian(longitude), altitude: altitude ?? null }
}

/** The columns of a place that are given; all null where it is emptied. */
export function placeColumns(place: PlaceEdit | null | undefined): Partial<PhotoRow> {
  if (place === undefined) return {}
  if (place === null) return columnsOfPlace(null)
  const { town, region, country, countryCode } = place
  return defined({ town: word(town), region: word(region), country: word(country), countryCode })
}

function resetColumns(photo: PhotoRow, reset: FileField[]): Partial<PhotoRow> {
  const columns: Partial<PhotoRow> = {}
  for (const field of reset) {
    if (field !== 'place') Object.assign(columns, columnsOfField(field, photo.fileFields ?? NO_FIELDS))
  }
  return columns
}

function word(value: string | null | undefined): string | null | undefined {
  return typeof value === 'string' ? plainText(value) || null : value
}

function defined(columns: { [K in keyof PhotoRow]?: PhotoRow[K] | undefined }): Partial<PhotoRow> {
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
}
