import type { Metadata as Header } from 'sharp'
import type { MediaType } from '../../media/media-types'
import type { PictureSource } from './renditions'

/** A file whose header has been read. */
export interface Headed {
  bytes: Buffer
  mediaType: MediaType
  header: Header
}

/** A picture that is about to be drawn. */
export interface OpenedPicture {
  source: PictureSource
  /** As shown, before EXIF's orientation is applied. */
  width: number
  height: number
  /** Whether what is told of it shows that a part is missing. */
  damaged: boolean
  /** Of a picture with more light than white: how it is told. */
  range: HdrRange | null
}

/** A map of gains beside a picture of standard range, or a picture whose own values go beyond white. */
export type HdrRange = 'gain map' | 'PQ' | 'HLG'
