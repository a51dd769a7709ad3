// Text of files that do not say in which encoding they are, or say it wrongly. What makes letters is believed.

/** An encoding that programs of one country or one system wrote before UTF-8. */
export type LegacyEncoding =
  | 'windows-1252'
  | 'macintosh'
  | 'shift_jis'
  | 'gbk'
  | 'big5'
  | 'euc-kr'
  | 'euc-jp'
  | 'windows-1251'
  | 'koi8-r'
  | 'windows-1250'
  | 'windows-1253'

/** Bytes that are looked at; a text is in one encoding from its beginning to its end. */
const SAMPLE = 4096
/** A decoder of Node's reads 0x80–0x9F of Windows-1252 as control characters, which are then removed: letters would be gone silently. */
export const WINDOWS_1252 = '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ'
const COMMON = new Set('äöüßéèêëàâçñáíóúåøæãõîïôûùÄÖÜÉÈÊÀÂÇÑÁÍÓÚÅØÆÃÕÎÔ')
/** Of Central Europe: they count less, as every one of them is a letter of the West in Windows-1252. */
const CENTRAL = new Set('áéíóúýčďěňřšťůžąćęłńśźżőűäöüßôâîăşţľĺŕđÁÉÍÓÚÝČĎĚŇŘŠŤŮŽĄĆĘŁŃŚŹŻŐŰÄÖÜÔÂÎĂŞŢĽ')
const SOME = new Set('šžŠŽœŒìòùýÌÒÙÿ')
const OPENING = new Set('“„‘‚«¿¡‹')
const CLOSING = new Set('”“’‘»…›')
const SYMBOLS = new Set('€£§°©®™·½¼¾²³–—•¹×±')

const decoders = new Map<LegacyEncoding, TextDecoder>()

/** Bytes in an encoding as text; what it does not have becomes U+FFFD, nothing is left out. */
export function decodeAs(bytes: Uint8Array, encoding: LegacyEncoding): string {
  if (encoding === 'windows-1252') return fromWindows1252(bytes)
  const decoder = decoders.get(encoding) ?? new TextDecoder(encoding)
  decoders.set(encoding, decoder)
  return decoder.decode(bytes)
}

/** Whether bytes are a text in some encoding: most of them are letters and signs where these belong. */
export function makesLetters(bytes: Uint8Array): boolean {
  const high = bytes.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0)
  return guessEncoding(bytes).score >= Math.min(high, SAMPLE) * 0.5
}

/** The encoding in which bytes that are no UTF-8 make most letters, and how well they do. */
export function guessEncoding(bytes: Uint8Array): { encoding: LegacyEncoding; score: number } {
  const first = bytes.findIndex((byte) => byte >= 0x80)
  const start = Math.max(0, first - 16)
  const sample = bytes.subarray(start, start + SAMPLE)
  let best: { encoding: LegacyEncoding; score: number } = {
    encoding: 'windows-1252',
    score: western(sample, 'windows-1252') + 1,
  }
  const consider = (encoding: LegacyEncoding, score: number) => {
    if (score > best.score) best = { encoding, score }
  }
  consider('macintosh', western(sample, 'macintosh'))
  consider('windows-1250', western(sample, 'windows-1250'))
  consider('windows-1251', cyrillic(sample, 'windows-1251'))
  consider('koi8-r', cyrillic(sample, 'koi8-r'))
  consider('windows-1253', greek(sample))
  for (const [encoding, points] of Object.entries(EAST) as [EastEncoding, Points][])
    consider(encoding, eastern(sample, points))
  return best
}

function fromWindows1252(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.byteLength; at += SAMPLE)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + SAMPLE)))
  return parts.join('').replace(/[\u0080-\u009f]/g, (sign) => WINDOWS_1252[sign.charCodeAt(0) - 0x80] ?? sign)
}

const isLetter = (sign: string) => /^[\p{Lu}\p{Ll}\p{Lo}]$/u.test(sign)
const isVowel = (sign: string) => /^[aeiouyæøœ]/i.test(sign.normalize('NFD'))
const isLower = (sign: string) => isLetter(sign) && sign === sign.toLowerCase()
const isUpper = (sign: string) => isLetter(sign) && sign !== sign.toLowerCase()

/** Letters of Western Europe where letters belong; capitals and signs in the middle of words speak against. */
function western(bytes: Uint8Array, encoding: 'windows-1252' | 'macintosh' | 'windows-1250'): number {
  const text = decodeAs(bytes, encoding)
  const points = encoding === 'windows-1250' ? centralPoints : westernPoints
  let score = 0
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    if (sign < '\u0080') continue
    const [before, after] = [text.charAt(at - 1), text.charAt(at + 1)]
    score +=
      isLetter(sign) && !'πΩ'.includes(sign)
        ? letterPoints(points(sign), sign, text.charAt(at - 2), before, after)
        : signPoints(sign, before, after)
  }
  return score
}

const westernPoints = (sign: string) => (COMMON.has(sign) ? 2 : SOME.has(sign) ? 1 : 0.5)
const centralPoints = (sign: string) => (CENTRAL.has(sign) ? 1 : 0)

function letterPoints(points: number, sign: string, earlier: string, before: string, after: string): number {
  if (isUpper(sign) && isLower(before)) return -4
  if (isLower(sign) && isUpper(before) && isUpper(earlier)) return -2
  if (before >= '\u0080' && earlier >= '\u0080' && isLetter(before) && isLetter(earlier)) return -2
  // A vowel between vowels and a consonant between consonants are rare: Koöice, Hšrsaal.
  const clumsy =
    isLetter(before) && isLetter(after) && isVowel(before) === isVowel(sign) && isVowel(after) === isVowel(sign)
  return points - (clumsy ? 1.5 : 0)
}

function signPoints(sign: string, before: string, after: string): number {
  if (sign === '\u00a0') return 0.5
  // Lines and blocks of the screens of old: KOI8-R has them where others have letters.
  if (sign === '\uFFFD' || /^[\p{Cc}\p{Co}\p{Cn}\u2500-\u25ff]$/u.test(sign)) return -10
  const inWord = isLetter(before) && isLetter(after)
  if (sign === '’' && inWord) return 2
  if (OPENING.has(sign) && /[\p{L}\p{N}]/u.test(after) && !isLetter(before)) return 2
  if (CLOSING.has(sign) && /[\p{L}\p{N}\p{P}]/u.test(before) && !isLetter(after)) return 2
  if ('£€©®'.includes(sign) && isLetter(after)) return -1
  if (SYMBOLS.has(sign)) return inWord ? -3 : 1
  return inWord ? -4 : -2
}

/** Three quarters of what is written in Russian, and less than half of what another encoding's bytes make of it. */
const COMMON_CYRILLIC = new Set('оеаинтсрвлкмОЕАИНТСРВЛКМ')
/** So many letters that Chinese of the same bytes, which is paid more for each, would hardly be common letters alone. */
const SURE = 6

/** Letters of Russian and its kin. KOI8-R has capitals where Windows-1251 has small letters, so one of the two reads a text inside out. */
function cyrillic(bytes: Uint8Array, encoding: 'windows-1251' | 'koi8-r'): number {
  const text = decodeAs(bytes, encoding)
  const isCyrillic = (sign: string) => sign >= '\u0400' && sign <= '\u04ff'
  let [score, letters, common] = [0, 0, 0]
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    if (sign < '\u0080') continue
    const [before, after] = [text.charAt(at - 1), text.charAt(at + 1)]
    if (isCyrillic(sign)) {
      letters += 1
      common += COMMON_CYRILLIC.has(sign) ? 1 : 0
    }
    if (!isCyrillic(sign)) score += signPoints(sign, before, after)
    else if (isUpper(sign) && isLower(before)) score -= 4
    else if (isLower(sign) && isUpper(before) && isUpper(after)) score -= 4
    else if (/[a-z]/i.test(before + after)) score -= 2
    // No word begins so.
    else if (/[ъыь]/i.test(sign) && !isLetter(before)) score -= 4
    // A word in capitals alone is one in small letters alone in the other encoding.
    else score += isCyrillic(before) || isCyrillic(after) ? 1.5 - (isUpper(sign) && isUpper(before) ? 0.1 : 0) : 0
  }
  return score + common * 0.1 + (letters >= SURE && common > letters / 2 ? letters * 0.7 : 0)
}

/** Greek has an accent in nearly every word, where Windows-1251 has capitals; its last sigma ends words. */
function greek(bytes: Uint8Array): number {
  const text = decodeAs(bytes, 'windows-1253')
  const isGreek = (sign: string) => sign >= '\u0370' && sign <= '\u03ff'
  let score = 0
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    if (sign < '\u0080') continue
    const [before, after] = [text.charAt(at - 1), text.charAt(at + 1)]
    if (!isGreek(sign)) score += signPoints(sign, before, after)
    else if ((isUpper(sign) && isLower(before)) || (sign === 'ς' && isGreek(after))) score -= 4
    else if (/[a-z]/i.test(before + after) || 'ΰΐ'.includes(sign)) score -= 2
    else score += isGreek(before) || isGreek(after) ? 1.4 : 0
  }
  return score
}

type EastEncoding = Exclude<
  LegacyEncoding,
  'windows-1252' | 'macintosh' | 'windows-1250' | 'windows-1251' | 'koi8-r' | 'windows-1253'
>
/** What a character of two bytes speaks for its encoding; null where there is no such character. */
type Points = (lead: number, trail: number) => number | null

const between = (value: number, low: number, high: number) => value >= low && value <= high
const COMMON_SIGN = 4
const RARE_SIGN = 1

/** The rows of the standards in which the usual characters lie. */
const EAST: Record<EastEncoding, Points> = {
  shift_jis: (lead, trail) => {
    if (!between(lead, 0x81, 0x9f) && !between(lead, 0xe0, 0xfc)) return null
    if (!between(trail, 0x40, 0xfc) || trail === 0x7f) return null
    if ((lead === 0x82 && between(trail, 0x9f, 0xf1)) || (lead === 0x83 && between(trail, 0x40, 0x96))) return 6
    if (lead === 0x81 || lead === 0x82) return 2
    return between(lead, 0x88, 0x97) ? COMMON_SIGN : RARE_SIGN
  },
  gbk: (lead, trail) => {
    if (!between(lead, 0x81, 0xfe) || !between(trail, 0x40, 0xfe) || trail === 0x7f) return null
    if (lead === 0xa1 || lead === 0xa3) return trail >= 0xa1 ? 2 : 0
    if (lead === 0xa4 || lead === 0xa5) return 0
    return between(lead, 0xb0, 0xd7) && trail >= 0xa1 ? COMMON_SIGN : RARE_SIGN
  },
  big5: (lead, trail) => {
    if (!between(lead, 0xa1, 0xf9) || (!between(trail, 0x40, 0x7e) && !between(trail, 0xa1, 0xfe))) return null
    if (lead <= 0xa3) return 1
    return between(lead, 0xa4, 0xc6) ? COMMON_SIGN : RARE_SIGN
  },
  'euc-kr': (lead, trail) => {
    if (!between(lead, 0xa1, 0xfd) || !between(trail, 0xa1, 0xfe)) return null
    // Chinese texts lie in more rows than Hangul has: what stays within them is Korean the surer the longer it is.
    return between(lead, 0xb0, 0xc8) ? COMMON_SIGN + 0.4 : -1
  },
  'euc-jp': (lead, trail) => {
    if (!between(lead, 0xa1, 0xf4) || !between(trail, 0xa1, 0xfe)) return null
    if (lead === 0xa4 || lead === 0xa5) return 6
    if (lead === 0xa1) return 2
    return between(lead, 0xb0, 0xcf) ? COMMON_SIGN - 0.1 : RARE_SIGN
  },
}

/** Characters of two bytes; a single one between Latin letters is none. */
function eastern(bytes: Uint8Array, points: Points): number {
  const isLatin = (byte: number | undefined) => byte !== undefined && /[a-z]/i.test(String.fromCharCode(byte))
  let score = 0
  let count = 0
  for (let at = 0; at < bytes.byteLength; at++) {
    const lead = bytes[at] ?? 0
    if (lead < 0x80) continue
    const trail = bytes[at + 1]
    if (trail === undefined) return at === SAMPLE - 1 ? score : -Infinity
    const found = points(lead, trail)
    if (found === null) return -Infinity
    score += found - (isLatin(bytes[at - 1]) ? 3 : 0) - (isLatin(bytes[at + 2]) ? 3 : 0)
    count += 1
    at += 1
  }
  // One character alone is as likely two letters of the West.
  return count === 1 ? score - 3 : score
}
