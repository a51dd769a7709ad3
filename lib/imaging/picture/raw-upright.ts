import { readJpegBlocks } from '../formats/jpeg-segments'
import { readTiffTags } from '../formats/tiff-directory'
import type { Headed } from './opened'

/** Width and height of what the sensor gives, as stored. */
export interface Sensor {
  width: number
  height: number
}

/**
 * How the preview of a raw file has still to be turned. The orientation stands in the raw file, but some makers put in a preview that is
 * upright already. What tells that, the stronger first:
 * 1. Shape. For a quarter turn a preview is upright when its sides are exchanged against the sensor's (against a lying one, where the
 *    file does not tell), and it is not when it lies as the sensor does.
 * 2. The preview's own EXIF, for half turns and square pictures: where it has an orientation, that is the preview's.
 * Else the raw file's orientation counts.
 */
export function previewOrientation(
  { bytes, header }: Pick<Headed, 'bytes' | 'header'>,
  told: number | null,
  sensor: Sensor | null,
): number {
  const own = ownOrientation(bytes)
  const orientation = told ?? own ?? 1
  const { width = 0, height = 0 } = header
  const quarter = orientation >= 5
  if (quarter && width !== height) {
    const standing = sensor ? sensor.height > sensor.width : false
    const exchanged = height > width !== standing
    if (exchanged) return 1
    return own !== null && own >= 5 ? own : orientation
  }
  return orientation !== 1 && own !== null ? own : orientation
}

function ownOrientation(jpeg: Buffer): number | null {
  const { exif } = readJpegBlocks(jpeg)
  const value = exif ? readTiffTags(exif).main.get(0x112)?.numbers[0] : undefined
  return value !== undefined && value >= 1 && value <= 8 && Number.isInteger(value) ? value : null
}
