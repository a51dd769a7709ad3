import { readTiffTags, type TiffTags } from '../formats/tiff-directory'
import type { MetadataBlocks } from './metadata'

/** What EXIF says of the pixels themselves. */
export interface PictureTags {
  /** The size of the picture when it was taken. */
  pixels: { width: number; height: number } | null
  /** Whether the colours are Adobe RGB though there is no profile (DCF 2.0, option files). */
  adobeRgb: boolean
}

const ADOBE_RGB = 2

/** Reads what EXIF says of a picture's size and colours. */
export function readPictureTags({ exif, tags }: Pick<MetadataBlocks, 'exif' | 'tags'>): PictureTags {
  const found = tags ?? readTiffTags(exif ?? new Uint8Array())
  const number = (id: number) => found.exif.get(id)?.numbers[0]
  const [width, height] = [number(0xa002), number(0xa003)]
  return {
    pixels: width && height ? { width, height } : null,
    adobeRgb: number(0xa001) === ADOBE_RGB || (exif !== null && readInterop(exif, found) === 'R03'),
  }
}

/** The interoperability index (EXIF 2.32, 4.6.7): "R03" names Adobe RGB. It is the first entry of a directory of its own. */
function readInterop(exif: Uint8Array, { exif: tags }: TiffTags): string | null {
  const pointer = tags.get(0xa005)?.numbers[0]
  const start = String.fromCharCode(...exif.subarray(0, 4)) === 'Exif' ? 6 : 0
  if (pointer === undefined || start + pointer + 14 > exif.byteLength) return null
  const view = new DataView(exif.buffer, exif.byteOffset + start, exif.byteLength - start)
  const little = exif[start] === 0x49
  const count = Math.min(view.getUint16(pointer, little), 16)
  for (let at = pointer + 2; at < pointer + 2 + count * 12 && at + 12 <= view.byteLength; at += 12) {
    if (view.getUint16(at, little) === 1) return String.fromCharCode(...exif.subarray(start + at + 8, start + at + 11))
  }
  return null
}
