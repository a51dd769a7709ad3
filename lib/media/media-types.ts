/** The formats Albumen takes, by what the bytes are, never by name. Imports nothing: browser and server both use it. */
export const MEDIA_TYPES = {
  'image/jpeg': { name: 'JPEG', extension: 'jpg', filter: 'jpeg' },
  'image/png': { name: 'PNG', extension: 'png', filter: 'png' },
  'image/webp': { name: 'WebP', extension: 'webp', filter: 'webp' },
  'image/avif': { name: 'AVIF', extension: 'avif', filter: 'avif' },
  'image/gif': { name: 'GIF', extension: 'gif', filter: 'gif' },
  'image/tiff': { name: 'TIFF', extension: 'tif', filter: 'tiff' },
  'image/heic': { name: 'HEIC', extension: 'heic', filter: 'heic' },
  'image/jxl': { name: 'JPEG XL', extension: 'jxl', filter: 'jxl' },
} as const

export type MediaType = keyof typeof MEDIA_TYPES

/** The types that are accepted, as a sentence names them. */
export const ACCEPTED_NAMES = 'JPEG, JPEG XL, PNG, WebP, AVIF, GIF, TIFF, HEIC and raw camera files'

/** Raw camera files: what is shown of them is the largest preview that the camera put in. Also what the filter calls them. */
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
  'image/srw': { name: 'SRW', extension: 'srw' },
  'image/3fr': { name: '3FR', extension: '3fr' },
  'image/iiq': { name: 'IIQ', extension: 'iiq' },
  'image/x3f': { name: 'X3F', extension: 'x3f' },
  'image/raw': { name: 'raw', extension: 'raw' },
} as const

export type RawType = keyof typeof RAW_TYPES

/** What an original may be. */
export type FileType = MediaType | RawType

/** Whether a stored photo's file is a raw one. Its metadata cannot be cut out, so it is never handed to anybody but its owner. */
export function isRawType(mediaType: string): boolean {
  return Object.hasOwn(RAW_TYPES, mediaType)
}

/** Name and extension of a stored photo's format; null for a type that is none of ours. */
export function formatOf(mediaType: string): { name: string; extension: string } | null {
  const formats: Record<string, { name: string; extension: string }> = { ...MEDIA_TYPES, ...RAW_TYPES }
  return Object.hasOwn(formats, mediaType) ? (formats[mediaType] ?? null) : null
}

/** The extension under which an original of a type is kept. */
export function extensionOf(mediaType: string): string {
  return formatOf(mediaType)?.extension ?? 'bin'
}

/** Bytes of the head that `sniffFile` wants to see (fewer for shorter files). */
export const SNIFF_BYTES = 4096
