/** Of a picture, in pixels. */
export interface Size {
  width: number
  height: number
}

/** The largest size of the same shape within a square; never larger than it was. */
export function fitInside({ width, height }: Size, side: number): Size {
  const scale = Math.min(1, side / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
