import { thumbHashToAverageRGBA } from 'thumbhash'

export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}

/** The mean colour of a thumbhash (base64) as CSS: small enough for server HTML. */
export function averageColour(placeholder: string | null): string | undefined {
  if (!placeholder) return undefined
  try {
    const { r, g, b } = thumbHashToAverageRGBA(bytesOf(placeholder))
    return `rgb(${Math.round(r * 255)} ${Math.round(g * 255)} ${Math.round(b * 255)})`
  } catch {
    return undefined
  }
}
