import { thumbHashToDataURL } from 'thumbhash'
import { bytesOf } from './placeholder'

const KEPT = 1500
const urls = new Map<string, string>()

/** The blurred picture of a thumbhash (base64) as a data URL; the last ones are kept, since scrolling asks for them again. */
export function placeholderUrl(placeholder: string): string | undefined {
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
