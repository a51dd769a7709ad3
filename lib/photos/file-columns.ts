import type { FileFields, PhotoRow } from '@/db/schema/photos'
import type { Place } from './contract'
import type { FileField } from './edit-contract'

/** A photo's file fields before it was processed: nothing is known. */
export const NO_FIELDS: FileFields = {
  title: '',
  description: '',
  tags: [],
  rating: null,
  takenLocal: null,
  takenOffset: null,
  camera: {
    make: null,
    model: null,
    lens: null,
    iso: null,
    aperture: null,
    exposure: null,
    focalLength: null,
  },
  location: null,
}

/** A row's columns for what the file says in one field. `place` is not in the file: it follows from the location. */
export function columnsOfField(field: Exclude<FileField, 'place'>, fields: FileFields): Partial<PhotoRow> {
  switch (field) {
    case 'title':
      return { title: fields.title }
    case 'description':
      return { description: fields.description }
    case 'tags':
      return { tags: fields.tags }
    case 'rating':
      return { rating: fields.rating }
    case 'takenAt':
      return { takenLocal: fields.takenLocal, takenOffset: fields.takenOffset }
    case 'camera': {
      const { make, model, ...exposure } = fields.camera
      return { cameraMake: make, cameraModel: model, ...exposure }
    }
    // Files say how they are turned by their orientation, which is applied when they are read.
    case 'rotation':
      return { turn: 0 }
    case 'location':
      return {
        latitude: fields.location?.latitude ?? null,
        longitude: fields.location?.longitude ?? null,
        altitude: fields.location?.altitude ?? null,
      }
  }
}

/** The columns of a place; all null where there is none. */
export function columnsOfPlace(place: Place | null): Pick<PhotoRow, 'town' | 'region' | 'country' | 'countryCode'> {
  const { town = null, region = null, country = null, countryCode = null } = place ?? {}
  return { town, region, country, countryCode }
}
