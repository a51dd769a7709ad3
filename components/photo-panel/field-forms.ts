import type { Photo } from '@/lib/photos/contract'
import type { UpdatePhoto } from '@/lib/photos/edit-contract'
import { parseCoordinates } from '../fields/coordinates'
import { joinTaken } from '../fields/taken'

/** The edit of a date form. Null empties the date. */
export function takenEdit(local: string, offset: string): UpdatePhoto {
  return { takenAt: joinTaken(local, offset) }
}

export interface CameraForm {
  make: string
  model: string
  lens: string
  iso: string
  aperture: string
  /** Seconds, or `1/250`. */
  exposure: string
  focalLength: string
}

/** The texts of the camera's fields, to be edited. */
export function cameraForm(camera: Photo['camera']): CameraForm {
  const text = (value: string | number | null | undefined) => (value == null ? '' : String(value))
  const exposure = camera?.exposure ?? null
  return {
    make: text(camera?.make),
    model: text(camera?.model),
    lens: text(camera?.lens),
    iso: text(camera?.iso),
    aperture: text(camera?.aperture),
    exposure: exposure !== null && exposure > 0 && exposure < 0.3 ? `1/${round(1 / exposure)}` : text(exposure),
    focalLength: text(camera?.focalLength),
  }
}

/** Only the fields of a camera form that are not as they were. @returns what is wrong by field, or the edit (null: nothing to save) */
export function cameraEdit(
  form: CameraForm,
  before: CameraForm,
): { problems: Partial<Record<keyof CameraForm, string>>; edit: UpdatePhoto | null } {
  const problems: Partial<Record<keyof CameraForm, string>> = {}
  const camera: Record<string, string | number | null> = {}
  for (const key of Object.keys(form) as (keyof CameraForm)[]) {
    const text = form[key].trim()
    if (text === before[key]) continue
    if (key === 'make' || key === 'model' || key === 'lens') camera[key] = text || null
    else {
      const value = text === '' ? null : readNumber(text)
      if (Number.isNaN(value)) problems[key] = key === 'exposure' ? 'Write 1/250 or seconds.' : 'Write a number.'
      camera[key] = value
    }
  }
  return { problems, edit: Object.keys(camera).length > 0 ? { camera } : null }
}

function readNumber(text: string): number {
  const fraction = /^1\/(\d+(?:\.\d+)?)$/.exec(text)
  const value = fraction ? 1 / Number(fraction[1]) : Number(text.replace(',', '.'))
  return Number.isFinite(value) && value > 0 ? value : Number.NaN
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

/** The fields of a place, as they are typed. */
export interface PlaceForm {
  coordinates: string
  town: string
  region: string
  country: string
}

type Placed = Pick<Photo, 'location' | 'place'>

/** The texts of the fields of location and place, to be edited. */
export function placeForm({ location, place }: Placed): PlaceForm {
  return {
    coordinates: location ? `${location.latitude}, ${location.longitude}` : '',
    town: place?.town ?? '',
    region: place?.region ?? '',
    country: place?.country ?? '',
  }
}

/** What to save of a typed place: null when nothing changed, `wrong` when the coordinates are none. */
export function placeEdit(form: PlaceForm, photo: Placed): UpdatePhoto | null | 'wrong' {
  const before = placeForm(photo)
  const changes: UpdatePhoto = {}
  const typed = form.coordinates.trim()
  if (typed !== before.coordinates) {
    const location = typed === '' ? null : parseCoordinates(typed)
    if (typed !== '' && !location) return 'wrong'
    changes.location = location
  }
  const { town, region, country } = form
  if (town !== before.town || region !== before.region || country !== before.country) {
    const code = country === before.country ? {} : { countryCode: null }
    changes.place = { town: town || null, region: region || null, country: country || null, ...code }
  }
  return Object.keys(changes).length > 0 ? changes : null
}
