import { decodeAs, guessEncoding } from './legacy-text'

const utf8 = new TextDecoder('utf-8', { fatal: true })
const utf16le = new TextDecoder('utf-16le')
const utf16be = new TextDecoder('utf-16be')

/** Whether bytes are UTF-8, as ASCII is. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    utf8.decode(bytes)
    return true
  } catch {
    return false
  }
}

/** UTF-8 where the bytes are valid UTF-8, whatever was declared; else the encoding that makes letters of them. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return decodeAs(bytes, guessEncoding(bytes).encoding)
  }
}

const MOST_PAIRS = 8

/** The order of bytes of a text in UTF-16 where one of single bytes should be: its mark, or letters of which each second byte is zero, three of them at least. */
function utf16Order(bytes: Uint8Array): 'little' | 'big' | null {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'little'
  if (first === 0xfe && second === 0xff) return 'big'
  const pairs = Math.min(MOST_PAIRS, bytes.byteLength >> 1)
  let [little, big] = [0, 0]
  for (let pair = 0; pair < pairs; pair++) {
    const [one, other] = [bytes[pair * 2], bytes[pair * 2 + 1]]
    if (one === 0 && other === 0) break
    if (one !== 0 && other === 0) little++
    else if (one === 0) big++
    else return null
  }
  if (little >= 3 && big === 0) return 'little'
  return big >= 3 && little === 0 ? 'big' : null
}

/** EXIF ASCII: ends at the first NUL. Programs that write UTF-16 there are read too. */
export function decodeAscii(bytes: Uint8Array): string {
  const order = utf16Order(bytes)
  if (order) return (order === 'little' ? utf16le : utf16be).decode(bytes).split('\0')[0] ?? ''
  const end = bytes.indexOf(0)
  return decodeText(end < 0 ? bytes : bytes.subarray(0, end))
}

/** Text in any Unicode encoding that begins with its byte order mark, else as `decodeText`. */
export function decodeMarked(bytes: Uint8Array): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16be.decode(bytes)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16le.decode(bytes)
  if (bytes[0] === 0 && bytes[1] === 0x3c) return utf16be.decode(bytes)
  if (bytes[0] === 0x3c && bytes[1] === 0) return utf16le.decode(bytes)
  return decodeText(bytes)
}

/**
 * Makes a stranger's text safe to store and show: no control characters (line breaks and tabs stay), no lone
 * surrogates, no characters that reorder the text around them, no blank ends; cut at a whole character.
 * @param limit in UTF-16 units
 */
export function cleanText(value: string, limit: number): string {
  const wellFormed = value
    .slice(0, limit * 2)
    .replaceAll(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD')
  const visible = wellFormed
    .replaceAll(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]/g, '')
    .trim()
  if (visible.length <= limit) return visible
  const cut = visible.slice(0, limit)
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut
}

/** As `cleanText`, on one line: for titles, names and keywords. */
export function cleanLine(value: string, limit: number): string {
  return cleanText(value.replaceAll(/\s+/g, ' '), limit)
}
