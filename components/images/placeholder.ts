/** Decodes base64. */
export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}

/**
 * The mean colour of a thumbhash (base64) as CSS: small enough for server HTML. Its header holds it, as luminance and two
 * chroma values of 6 bits (evanw.github.io/thumbhash); the library with its encoder would weigh more than the grid's rows.
 */
export function averageColour(placeholder: string | null): string | undefined {
  if (!placeholder) return undefined
  try {
    const [low = 0, middle = 0, high = 0] = bytesOf(placeholder)
    const header = low | (middle << 8) | (high << 16)
    const light = (header & 63) / 63
    const yellowBlue = ((header >> 6) & 63) / 31.5 - 1
    const redGreen = ((header >> 12) & 63) / 31.5 - 1
    const blue = light - (2 / 3) * yellowBlue
    const red = (3 * light - blue + redGreen) / 2
    const byte = (part: number) => Math.round(Math.max(0, Math.min(1, part)) * 255)
    return `rgb(${byte(red)} ${byte(red - redGreen)} ${byte(blue)})`
  } catch {
    return undefined
  }
}
