import { thumbHashToAverageRGBA, thumbHashToDataURL } from 'thumbhash'

const KEPT = 1500
const urls = new Map<string, string>()

function bytesOf(base64: string): Uint8Array {
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

/** The blurred picture of a thumbhash as a data URL; the last ones are kept, since scrolling asks for them again. */
export function placeholderUrl(placeholder: string | null): string | undefined {
  if (!placeholder) return undefined
  const known = urls.get(placeholder)
  if (known) return known
  try {
    const url = thumbHashToDataURL(bytesOf(placeholder))
    if (urls.size >= KEPT) urls.delete(urls.keys().next().value as string)
    urls.set(placeholder, url)
    return url
  } catch {
    return undefined
  }
}
