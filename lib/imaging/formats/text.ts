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

/** EXIF ASCII: ends at the first NUL. */
export function decodeAscii(bytes: Uint8Array): string {
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
