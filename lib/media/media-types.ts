/** The formats Albumen takes, by what the bytes are, never by name. Imports nothing: browser and server both use it. */
export const MEDIA_TYPES = {
  'image/jpeg': { name: 'JPEG', extension: 'jpg', filter: 'jpeg' },
  'image/png': { name: 'PNG', extension: 'png', filter: 'png' },
  'image/webp': { name: 'WebP', extension: 'webp', filter: 'webp' },
  'image/avif': { name: 'AVIF', extension: 'avif', filter: 'avif' },
  'image/gif': { name: 'GIF', extension: 'gif', filter: 'gif' },
  'image/tiff': { name: 'TIFF', extension: 'tif', filter: 'tiff' },
  'image/heic': { name: 'HEIC', extension: 'heic', filter: 'heic' },
} as const

export type MediaType = keyof typeof MEDIA_TYPES

/** The types that are accepted, as a sentence names them. */
export const ACCEPTED_NAMES = 'JPEG, PNG, WebP, AVIF, GIF, TIFF and HEIC'

/** Raw camera files, which only a source may hold: what is shown of them is the preview that the camera put in. Also what the filter calls them. */
export const RAW_TYPES = {
  'image/dng': { name: 'DNG', extension: 'dng' },
  'image/cr2': { name: 'CR2', extension: 'cr2' },
  'image/cr3': { name: 'CR3', extension: 'cr3' },
  'image/raf': { name: 'RAF', extension: 'raf' },
  'image/nef': { name: 'NEF', extension: 'nef' },
  'image/orf': { name: 'ORF', extension: 'orf' },
  'image/rw2': { name: 'RW2', extension: 'rw2' },
  'image/pef': { name: 'PEF', extension: 'pef' },
  'image/arw': { name: 'ARW', extension: 'arw' },
  'image/raw': { name: 'raw', extension: 'raw' },
} as const

export type RawType = keyof typeof RAW_TYPES

/** Whether a stored photo's file is a raw one. Its metadata cannot be cut out, so it is never handed to anybody but its owner. */
export function isRawType(mediaType: string): boolean {
  return Object.hasOwn(RAW_TYPES, mediaType)
}

/** Name and extension of a stored photo's format; null for a type that is none of ours. */
export function formatOf(mediaType: string): { name: string; extension: string } | null {
  const formats: Record<string, { name: string; extension: string }> = { ...MEDIA_TYPES, ...RAW_TYPES }
  return Object.hasOwn(formats, mediaType) ? (formats[mediaType] ?? null) : null
}

/** Bytes of the head that `sniffMediaType` wants to see (fewer for shorter files). */
export const SNIFF_BYTES = 4096
