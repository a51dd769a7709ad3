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

export const ACCEPTED_NAMES = 'JPEG, PNG, WebP, AVIF, GIF, TIFF and HEIC'

/** Bytes of the head that `sniffMediaType` wants to see (fewer for shorter files). */
export const SNIFF_BYTES = 4096
