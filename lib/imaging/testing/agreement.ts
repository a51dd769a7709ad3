import type { DecodedPhoto } from '../decoded/decoded-photo'
import type { ManifestFile } from './manifest'

/** One field of one file: what was read, what the manifest says, and whether they agree. */
export interface Comparison {
  field: string
  path: string
  read: unknown
  truth: unknown
  agrees: boolean
}

/** Compares what was read of a file with the manifest, field by field. */
export function compareWithTruth(
  file: ManifestFile,
  photo: Pick<DecodedPhoto, 'fields' | 'width' | 'height'>,
): Comparison[] {
  const { truth, path } = file
  const { fields } = photo
  const { camera, location } = fields
  const found: Comparison[] = []
  const add = (field: string, read: unknown, wanted: unknown, agrees = read === wanted) =>
    found.push({ field, path, read, truth: wanted, agrees })
  add('date', fields.takenLocal?.slice(0, 19) ?? null, truth.taken?.local ?? null)
  add('offset', offsetText(fields.takenOffset), truth.taken?.offset ?? null)
  for (const [field, read, wanted] of [
    ['make', camera.make, truth.camera?.make],
    ['model', camera.model, truth.camera?.model],
    ['lens', camera.lens, truth.lens],
    ['title', fields.title, truth.title],
    ['description', fields.description, truth.description],
  ] as const) {
    add(field, read, wanted, line(read) === line(wanted))
  }
  for (const [field, read, wanted] of [
    ['iso', camera.iso, truth.iso],
    ['aperture', camera.aperture, truth.aperture],
    ['exposure', camera.exposure, truth.exposure_s],
    ['focal length', camera.focalLength, truth.focal_mm],
  ] as const) {
    add(field, read, wanted, sameNumber(read, wanted))
  }
  add('GPS', location, truth.gps ?? null, samePlace(location, truth.gps ?? null))
  add('rating', fields.rating, truth.rating ?? null)
  const keywords = [...new Set((truth.keywords ?? []).map(line).filter((word) => word !== ''))]
  add('keywords', fields.tags, keywords, sameKeywords(fields.tags, keywords))
  if (file.displayed) {
    const [width, height] = file.displayed
    add('size', [photo.width, photo.height], file.displayed, photo.width === width && photo.height === height)
  }
  return found
}

function line(value: unknown): string {
  return value === undefined || value === null ? '' : String(value).normalize('NFC').replaceAll(/\s+/g, ' ').trim()
}

/** A tag may be a path: what is flat in the truth stands in it, and no path ends in what the truth does not know. */
function sameKeywords(tags: string[], truth: string[]): boolean {
  const words = new Set(tags.flatMap((tag) => [tag, ...tag.split('/')]))
  const known = (tag: string) => truth.includes(tag) || truth.includes(tag.slice(tag.lastIndexOf('/') + 1))
  return truth.every((word) => words.has(word)) && tags.every(known)
}

function sameNumber(read: number | null, truth: unknown): boolean {
  const wanted = Number(truth)
  const none = truth === undefined || truth === null || !Number.isFinite(wanted) || wanted <= 0
  if (read === null || none) return read === null && none
  return Math.abs(read - wanted) <= 0.001 * wanted
}

function samePlace(read: DecodedPhoto['fields']['location'], truth: { lat: unknown; lon: unknown } | null): boolean {
  if (read === null || truth === null) return read === truth
  return Math.abs(read.latitude - Number(truth.lat)) < 1e-5 && Math.abs(read.longitude - Number(truth.lon)) < 1e-5
}

function offsetText(minutes: number | null): string | null {
  if (minutes === null) return null
  const size = Math.abs(minutes)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}
