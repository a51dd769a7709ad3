import type { MediaType } from '../photos/media-types'
import { DecodeFailure } from './decode-failure'

/** A file without its metadata. */
export interface StrippedFile {
  mediaType: MediaType
  data: Buffer
}

export async function stripMetadata(_file: Buffer, _maxPixels: number): Promise<StrippedFile> {
  throw new DecodeFailure('Not yet.', { retry: false })
}
