import { makesLetters } from './legacy-text'
import { decodeAscii, decodeText, isUtf8 } from './text'

const utf8 = new TextDecoder('utf-8')
const utf16le = new TextDecoder('utf-16le')
const utf16be = new TextDecoder('utf-16be')
const CODE_BYTES = 8
/** What ISO-2022-JP switches its character sets with. */
const ESCAPE = 0x1b

/**
 * EXIF 2.32 and 3.0, 4.6.5, UserComment: eight bytes name the character code. They are read as programs write them: in any case, padded with NULs
 * or spaces, or left out; UNICODE as UTF-16 of either byte order or as UTF-8. What is no text is empty.
 * @param little the byte order of the file
 */
export function decodeUserComment(bytes: Uint8Array, little: boolean): string {
  const code = String.fromCharCode(...bytes.subarray(0, CODE_BYTES))
    .replace(/[\0 ]+$/, '')
    .toUpperCase()
  const body = bytes.subarray(CODE_BYTES)
  switch (code) {
    case 'UNICODE':
      return decodeUnicode(body, little)
    case 'JIS':
      return decodeJis(body)
    case 'ASCII':
    case 'UTF-8':
    case 'UTF8':
      return decodeAscii(body)
    case '':
      return textOrNothing(body, little)
    default:
      return textOrNothing(bytes, little)
  }
}

/**
 * UTF-16 in whatever byte order makes usual characters, or UTF-8; a byte order mark decides.
 * @param little the order where both are as good
 */
export function decodeUnicode(bytes: Uint8Array, little: boolean): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return upToNul(utf8.decode(bytes))
  const even = bytes.subarray(0, bytes.byteLength & ~1)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return upToNul(utf16be.decode(even))
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return upToNul(utf16le.decode(even))
  if (isPlainUtf8(bytes)) return decodeAscii(bytes)
  const [own, other] = little ? [utf16le, utf16be] : [utf16be, utf16le]
  const [first, second] = [upToNul(own.decode(even)), upToNul(other.decode(even))]
  return usual(second) > usual(first) ? second : first
}

function upToNul(text: string): string {
  const end = text.indexOf('\0')
  return end < 0 ? text : text.slice(0, end)
}

/** No NUL inside, valid, and words rather than what pairs of bytes of another script happen to be. */
function isPlainUtf8(bytes: Uint8Array): boolean {
  const end = bytes.indexOf(0)
  const body = end < 0 ? bytes : bytes.subarray(0, end)
  if (body.byteLength === 0 || bytes.subarray(body.byteLength).some((byte) => byte !== 0) || !isUtf8(body)) return false
  const text = utf8.decode(body)
  // As UTF-16 these would be signs that hardly anybody writes.
  if (/^[ -?]{4,}$/.test(text)) return true
  const words = text.match(/[\p{Ll}\p{Lo}\s\p{Extended_Pictographic}]/gu)?.length ?? 0
  return words >= [...text].length * 0.6
}

/** How many of a text's characters people write, from 0 to 1. */
function usual(text: string): number {
  let good = 0
  let all = 0
  for (const sign of text) {
    all += 1
    const code = sign.codePointAt(0) ?? 0
    if (code < 0x250) good += code >= 0x20 || /\s/.test(sign) ? 1 : 0
    // Ideographs whose low byte is 0 are mostly letters of the West in the wrong order.
    else if (code >= 0x4e00 && code < 0xa000) good += (code & 0xff) === 0 ? 0.1 : 0.8
    else if (
      /[\p{L}\p{M}\p{Emoji_Presentation}\u2010-\u2027\u2030-\u205e\u20ac\u2122\u3000-\u303f\uff01-\uff5e]/u.test(sign)
    )
      good += (code & 0xff) === 0 || (code >= 0x3400 && code < 0x4e00) || (code >= 0xa000 && code < 0xac00) ? 0.2 : 1
  }
  return all === 0 ? 0 : good / all
}

function decodeJis(body: Uint8Array): string {
  if (body.includes(ESCAPE)) return upToNul(new TextDecoder('iso-2022-jp').decode(body))
  return decodeAscii(body)
}

/** Without a code the bytes may be anything: control characters, and letters where no language has them, are no text. */
function textOrNothing(bytes: Uint8Array, little: boolean): string {
  const end = bytes.findLastIndex((byte) => byte !== 0) + 1
  const body = bytes.subarray(0, end)
  if (isWide(body)) return decodeUnicode(bytes, little)
  const first = body.indexOf(0)
  const text = first < 0 ? body : body.subarray(0, first)
  if (text.some((byte) => byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13)) return ''
  return isUtf8(text) || makesLetters(text) ? decodeText(text) : ''
}

/** Every other byte is 0: UTF-16 of letters of the West. */
function isWide(bytes: Uint8Array): boolean {
  if (bytes.byteLength < 4) return false
  const zeros = [0, 0]
  for (const [at, byte] of bytes.entries()) if (byte === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1
  return Math.max(...zeros) > bytes.byteLength * 0.4 && Math.min(...zeros) < bytes.byteLength * 0.05
}
