import type { FileFields } from '@/db/schema/photos'
import type { MediaType, RawType } from '../../media/media-types'

/** One encoded picture; sizes in pixels as shown. */
export interface Rendition {
  data: Buffer
  width: number
  height: number
}

/** What one reading of an original gives. */
export interface DecodedPhoto {
  /** Hex, of the bytes as read. */
  sha256: string
  mediaType: MediaType | RawType
  /** As shown, orientation applied. */
  width: number
  height: number
  /** Decoded only leniently: part of the file is broken. */
  damaged: boolean
  /** JPEG, at most 2048 px, colour profile kept, no other metadata. */
  preview: Rendition
  /** WebP in sRGB, at most 512 px, no metadata. */
  thumb: Rendition
  /** Thumbhash, base64. */
  placeholder: string
  /** 128 characters 0 or 1 (dHash: 64 row bits, 64 column bits), null when the picture is too flat to compare. */
  hash: string | null
  /** 512 characters 0 or 1: the same of finer cells, also of a flat picture. */
  detail: string
  fields: FileFields
  /** All tags that could be read: JSON-safe, at most 64 KB. */
  exif: Record<string, unknown>
}
