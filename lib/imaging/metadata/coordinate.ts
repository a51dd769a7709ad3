const WORDS: Record<string, 'N' | 'S' | 'E' | 'W'> = {
  n: 'N',
  north: 'N',
  nord: 'N',
  norte: 'N',
  s: 'S',
  south: 'S',
  sud: 'S',
  süd: 'S',
  sur: 'S',
  sul: 'S',
  e: 'E',
  east: 'E',
  est: 'E',
  este: 'E',
  ost: 'E',
  leste: 'E',
  w: 'W',
  west: 'W',
  ouest: 'W',
  oeste: 'W',
} // prettier-ignore
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?(?:\/\d+(?:\.\d+)?)?$/i

/** The two letters of an axis, the positive one first. */
export type Axis = ['N', 'S'] | ['E', 'W']

/** What a reference says ("N", "s", "South", "West longitude"): 1 or −1, null where it is none of this axis. */
export function signOfReference(text: string | undefined, [positive, negative]: Axis): number | null {
  const letter = WORDS[/^\p{L}+/u.exec((text ?? '').trim().toLowerCase())?.[0] ?? '']
  if (letter === positive) return 1
  return letter === negative ? -1 : null
}

/**
 * Degrees out of any text that programs write: `48,51.5022N` (ISO 16684-2), `-1.5e-3`, `33° 51' 24.42" S`, `S 33 51.4`, `33/1 51/1 2442/100`,
 * `33 deg 51' 24.42"`. A letter in the text tells the half of the earth, else a minus, else the reference beside it.
 * @param reference what stands in a tag of its own
 */
export function readCoordinate(value: string | undefined, reference: string | undefined, axis: Axis): number | null {
  const text = (value ?? '').slice(0, 100).replaceAll('−', '-').trim()
  const plain = text.replaceAll(/deg(?:rees?)?\.?|min(?:utes?)?\.?|sec(?:onds?)?\.?|[°º˚'"′″’”“´`]/gi, ' ').trim()
  const word = /^(\p{L}+)\.?\s*(?=[-+\d.])|(?<=[\d\s.])(\p{L}+)\.?$/u.exec(plain)
  const inside = word ? signOfReference(word[1] ?? word[2], axis) : null
  if (word && inside === null) return null
  const digits = (word ? plain.replace(word[0], ' ') : plain).trim()
  const size = degreesOf(digits)
  if (size === null) return null
  if (inside !== null) return size * inside
  return digits.startsWith('-') ? -size : size * (signOfReference(reference, axis) ?? 1)
}

/** Degrees, and minutes and seconds where they are given, without a sign. */
function degreesOf(text: string): number | null {
  // Minutes have two digits: three behind a comma are decimals.
  const decimal = /^[+-]?\d{1,3},\d{3,}$/.test(text) ? text.replace(',', '.') : text
  const parts = decimal.split(/\s*[,;:\s]\s*/)
  if (parts.length > 3 || !parts.every((part) => NUMBER.test(part))) return null
  const [whole = Number.NaN, minutes = 0, seconds = 0] = parts.map((part) => fraction(part) ?? Number.NaN)
  const sound = minutes >= 0 && minutes <= 60 && seconds >= 0 && seconds <= 60
  const size = Math.abs(whole) + minutes / 60 + seconds / 3600
  return sound && Number.isFinite(size) ? size : null
}

/** "1483900/1000", "1483.9" or "1.4839e3"; undefined where it is none. */
export function fraction(value: string | undefined): number | undefined {
  const text = (value ?? '').trim()
  if (!NUMBER.test(text)) return undefined
  const [above, below = '1'] = text.split('/')
  const number = Number(above) / Number(below)
  return Number.isFinite(number) ? number : undefined
}
