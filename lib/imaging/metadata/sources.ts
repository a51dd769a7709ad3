import { decodeAscii } from '../formats/text'
import type { TiffDirectory, TiffTags } from '../formats/tiff-directory'
import type { IptcFields } from './iptc'
import type { XmpFields } from './xmp'

/** The parsed blocks of one file, which the fields are picked from. */
export interface Sources {
  exif: TiffTags
  xmp: XmpFields
  iptc: IptcFields
  /** Text chunks of a PNG. */
  comments: { keyword: string; text: string }[]
  /** Byte order of the EXIF block. */
  little: boolean
  filename: string
}

/** The text of a tag, whatever type its writer gave it. */
export function asciiOf(tags: TiffDirectory, id: number): string | undefined {
  const tag = tags.get(id)
  return tag && (tag.type === 2 || tag.type === 7 || tag.type === 1) ? decodeAscii(tag.bytes) : undefined
}
