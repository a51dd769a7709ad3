import { DecodeFailure } from '../decoded/decode-failure'

const AGAIN = 'Copied once more from where it came from, it may be whole.'
/** Nothing of the file can be understood, though it begins as a picture. */
export const BROKEN_HEAD = `The head of this picture cannot be read: the file is damaged or cut off. ${AGAIN}`
/** Its head is whole and its pixels are not. */
export const BROKEN_PIXELS = `The pixels of this picture cannot be read: the file is damaged. ${AGAIN}`
export const NO_PIXELS = `This file ends before the pixels of its picture begin. ${AGAIN}`

/** A failure that trying again does not mend. @param reason a sentence for the owner that says what could be done */
export function refuse(reason: string, cause?: unknown): DecodeFailure {
  return new DecodeFailure(reason, { retry: false, cause })
}

/** Whether a decoder says that it got no memory: that is no fault of the file. A limit of its own is none of memory, whatever it calls it. */
export function isStarved(error: unknown): boolean {
  const text = String(error)
  return !isLimited(error) && /out of memory|not enough memory|allocat|bad_alloc/i.test(text)
}

/** Whether libheif refuses a file for a limit it sets itself. */
export function isLimited(error: unknown): boolean {
  return /security limit/i.test(String(error))
}

/** @throws DecodeFailure when there are more pixels than may be decoded */
export function checkPixels(width: number, height: number, maxPixels: number): void {
  if (width < 1 || height < 1) throw refuse('This picture says that it has no width or no height.')
  if (width * height > maxPixels) {
    throw refuse(
      `This picture has ${megapixels(width * height)} megapixels; at most ${megapixels(maxPixels)} can be shown. A smaller copy of it can.`,
    )
  }
}

function megapixels(pixels: number): string {
  return (pixels / 1e6).toFixed(pixels < 10e6 ? 1 : 0)
}
