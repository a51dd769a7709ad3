import { WINDOWS_1252 } from './legacy-text'

const utf8 = new TextDecoder('utf-8', { fatal: true })
const MOST_TIMES = 3
/** What begins a character of UTF-8 there, read as Windows-1252, with what goes on from it. */
const PAIR = /[\u00c2-\u00f4][\u0080-\u00bf]/
const BYTES = new Map([...WINDOWS_1252].flatMap((sign, at) => (sign === '\uFFFD' ? [] : [[sign, at + 0x80] as const])))

/**
 * A text that programs took for Windows-1252 though it was UTF-8, and wrote as UTF-8 once more, as it was: `FÃ¶rster` is Förster. Only where
 * every character is one of such a text, and letters stand beside it that it belongs to: `GRÅ…` in capitals stays. Control characters in it are the quotes and
 * dashes that Windows-1252 has in their place, as browsers take them.
 */
export function onceUtf8(text: string): string {
  let found = text
  for (let times = 0; times < MOST_TIMES; times++) {
    const before = undone(found)
    if (before === null) break
    found = before
  }
  return found.replace(/[\u0080-\u009f]/g, (sign) => WINDOWS_1252[sign.charCodeAt(0) - 0x80] ?? sign)
}

function undone(text: string): string | null {
  const bytes = bytesOf(text)
  if (bytes === null) return null
  const read = String.fromCharCode(...bytes.subarray(0, 4096))
  if (!isEvident(read)) return null
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}

/** The bytes that Windows-1252 has for a text; what it lacks there is taken for the byte itself, as most programs do. */
function bytesOf(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const byte = code < 0x100 ? code : BYTES.get(text.charAt(at))
    if (byte === undefined) return null
    bytes[at] = byte
  }
  return bytes
}

/** A lone capital with a sign behind it may be meant: two such pairs, one that begins with Â or Ã, or small letters around it are not. */
function isEvident(read: string): boolean {
  const pairs = read.match(new RegExp(PAIR, 'g')) ?? []
  if (pairs.length !== 1) return pairs.length > 1
  return /[\u00c2\u00c3][\u0080-\u00bf]|[\u00e1-\u00ef][\u0080-\u00bf]{2}|[a-z][\u00c2-\u00f4][\u0080-\u00bf]|[\u00c2-\u00f4][\u0080-\u00bf]+[a-z]/.test(
    read,
  )
}
