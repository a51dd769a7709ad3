import * as z from 'zod'
import { SavedFilter } from '@/lib/albums/contract'
import { Camera, Location, Place, Rotation, Visibility } from '@/lib/photos/contract'

/** The file beside the pictures of an export that holds what they cannot: albums, edits, who may see what. */
export const LIBRARY_FILE = 'albumen.json'

/** Bytes of it that are read: about 300,000 photos. */
export const LIBRARY_BYTES = 480 * 1024 * 1024

/** A path below the exported folder: slashes, no way up, no way out. */
const SafePath = z.string().refine(isSafePath, 'leads out of the folder')

export const LibraryPhoto = z.object({
  id: z.string(),
  /** null where the original could not be had. */
  path: SafePath.nullable(),
  sha256: z.string().nullable(),
  bytes: z.int(),
  filename: z.string(),
  mediaType: z.string(),
  visibility: Visibility,
  title: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  favourite: z.boolean(),
  /** In the archive; left out: it is not. */
  archived: z.boolean().optional(),
  rating: z.int().nullable(),
  /** Older exports do not say it: nothing was turned. */
  rotation: Rotation.default(0),
  takenAt: z.string().nullable(),
  takenAtGuessed: z.boolean(),
  addedAt: z.string(),
  deletedAt: z.string().nullable(),
  camera: Camera.nullable(),
  location: Location.nullable(),
  place: Place.nullable(),
  /** Fields that a person had set. */
  edited: z.array(z.string()),
  hash: z.string().nullable(),
  source: z.object({ name: z.string(), key: z.string() }).nullable(),
  /** Why it could not be read; null for a photo. Older exports do not say it. */
  failure: z.string().nullish(),
})
export type LibraryPhoto = z.infer<typeof LibraryPhoto>

export const LibraryAlbum = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  visibility: Visibility,
  /** A smart album's filter; null for one made by hand. */
  filter: SavedFilter.nullable(),
  cover: z.string().nullable(),
  /** Ids of its photos in their order; empty for a smart album. */
  photos: z.array(z.string()),
})
export type LibraryAlbum = z.infer<typeof LibraryAlbum>

export const Library = z.object({
  format: z.literal('albumen-library'),
  version: z.literal(1),
  exportedAt: z.string(),
  server: z.string(),
  username: z.string(),
  /** What was exported, as query text; null for everything. */
  filter: z.string().nullable(),
  photos: z.array(LibraryPhoto),
  /** Oldest first. */
  albums: z.array(LibraryAlbum),
})
export type Library = z.infer<typeof Library>

/** @returns null where the text is no library of a version that is known, or one that was tampered with */
export function parseLibrary(text: string): Library | null {
  try {
    return Library.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

function isSafePath(path: string): boolean {
  return !/[\\\p{Cc}]/u.test(path) && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}
