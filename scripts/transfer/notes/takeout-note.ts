import * as z from 'zod'
import { classifyKey } from '@/lib/media/classify'
import type { Details } from './details'

/** Bytes of a note that are read: Google's are a few kilobytes. */
export const NOTE_BYTES = 1024 * 1024

const Text = z.string().catch('')
const Point = z
  .object({ latitude: z.number(), longitude: z.number(), altitude: z.number().optional().catch(undefined) })
  .optional()
  .catch(undefined)
const Stamp = z
  .object({ timestamp: z.coerce.string().regex(/^-?\d{1,12}$/) })
  .optional()
  .catch(undefined)

const Note = z.object({
  title: Text.optional(),
  description: Text.optional(),
  photoTakenTime: Stamp,
  geoData: Point,
  geoDataExif: Point,
  favorited: z.boolean().optional().catch(undefined),
  trashed: z.boolean().optional().catch(undefined),
})

/** What a `.json` of Takeout is: about a picture, or about its folder, which is an album. */
export type TakeoutNote =
  | { kind: 'photo'; details: Details; filename: string | null; trashed: boolean }
  | { kind: 'album'; title: string; description: string }

/** @returns null for any other JSON, and for what is none */
export function readTakeoutNote(text: string): TakeoutNote | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = Note.safeParse(json)
  if (!parsed.success) return null
  const note = parsed.data
  if (note.photoTakenTime === undefined && note.geoData === undefined) {
    if (typeof note.title !== 'string') return null
    return { kind: 'album', title: note.title.trim(), description: note.description?.trim() ?? '' }
  }
  return { kind: 'photo', details: detailsOf(note), ...namesOf(note.title ?? ''), trashed: note.trashed === true }
}

/** Google's title is the name of the file, unless somebody made it something else. */
function namesOf(title: string): { filename: string | null } {
  return { filename: isFilename(title) ? title : null }
}

function isFilename(title: string): boolean {
  return ['photo', 'raw', 'video', 'unsupported'].includes(classifyKey(title.replaceAll('/', '_'), 1))
}

function detailsOf(note: z.infer<typeof Note>): Details {
  const title = note.title?.trim() ?? ''
  const description = note.description?.trim() ?? ''
  const location = placed(note.geoData) ?? placed(note.geoDataExif)
  const seconds = note.photoTakenTime === undefined ? null : Number(note.photoTakenTime.timestamp)
  return {
    ...(title === '' || isFilename(title) ? {} : { title: title.slice(0, 300) }),
    ...(description === '' ? {} : { description: description.slice(0, 10_000) }),
    ...(seconds === null || !isBelievable(seconds) ? {} : { takenInstant: seconds * 1000 }),
    ...(location === null ? {} : { location, locationIsLoose: true }),
    ...(note.favorited === true ? { favourite: true } : {}),
  }
}

/** Google writes 0, 0 where it knows no place. */
function placed(point: z.infer<typeof Point>): Details['location'] | null {
  if (point === undefined || (point.latitude === 0 && point.longitude === 0)) return null
  const { latitude, longitude, altitude } = point
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null
  const known = altitude !== undefined && altitude !== 0 && altitude > -20_000 && altitude < 1_000_000
  return { latitude, longitude, altitude: known ? altitude : null }
}

/** Photography began in 1826; a clock may be wrong by a day. */
function isBelievable(seconds: number): boolean {
  return seconds > Date.UTC(1826, 0) / 1000 && seconds < Date.now() / 1000 + 86_400
}

/** Whether a folder's name is one that Takeout gives to a year, in the languages that are known: no album. */
export function isYearFolder(name: string): boolean {
  return /^(Photos from|Fotos von|Fotos aus|Photos de|Photos du|Fotos de|Fotos del|Foto del|Foto dal|Foto's uit|Foto's van|Foton från|Bilder fra|Billeder fra|Zdjęcia z|Fotky z|Фото от|Фотографии) \d{4}$/u.test(
    name.normalize('NFC'),
  )
}
