import { assemble, hourOf, type TakenTime } from './read-date'

const BEFORE_NOON = /^(上午|午前|오전|凌晨|清晨|早上|a|π|ص)/i
const AFTER_NOON = /^(下午|午後|오후|中午|晚上|p|μ|م)/i
const HALF = '上午|午前|오전|下午|午後|오후|凌晨|清晨|早上|中午|晚上'
/** AM and PM behind the time, also in Greek and Arabic. */
const HALF_BEHIND = '[ap]\\.?\\s?m\\b|[πμ]\\.?\\s?μ(?!\\p{L})|[صم](?!\\p{L})'
/** Day and time with marks between, or without; the words between them are of any language ("at", "um", "a las", "в"), if the time then has marks. */
const FULL = new RegExp(
  `(?<!\\d)(\\d{4})([-_.]?)(\\d\\d)\\2(\\d\\d)(?:([-_ T~]|,? )|(,?[\\s_]{0,2}[^\\d]{1,16}?))(${HALF})?\\s?(\\d{1,2})([-_.:h ]?)(\\d\\d)\\9(\\d\\d)(?:[-.]?(\\d{3})\\d{0,6})?(?!\\d)\\s*(${HALF_BEHIND})?`,
  'iu',
)
/** As macOS writes it where people leave zeros out: `2021-05-4 o 03.02.01`, `2021-5-4 kello 3.02.01`. */
const UNPADDED = new RegExp(
  `(?<!\\d)(\\d{4})([-.])(\\d{1,2})\\2(\\d{1,2}),?\\s[^\\d]{0,16}?(${HALF})?\\s?(\\d{1,2})[.:](\\d\\d)[.:](\\d\\d)(?!\\d)\\s*(${HALF_BEHIND})?`,
  'iu',
)
/** Fourteen digits, with three of a second. */
const DIGITS = /(?<!\d)(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})?(?![\dA-Za-z])/
const CJK = /(\d{4})年(\d{1,2})月(\d{1,2})日(?:\s*(\d{1,2})[时時点](\d{1,2})分(?:(\d{1,2})秒)?)?/
/** With dots the day is first. */
const DOTS = /(?<![\d.])(\d\d)\.(\d\d)\.(\d{4})(?!\d)(?:[,\s_-]{1,3}(\d\d)[.:\s-](\d\d)[.:\s-](\d\d)(?!\d))?/
/** Telegram's export. */
const TELEGRAM = /@(\d\d)-(\d\d)-(\d{4})_(\d\d)-(\d\d)-(\d\d)/
/** Dashboard cameras (`2024_0221_101422_001`) and VLC (`2024-02-21-10h14m22s123`). */
const OTHERS = [
  /(?<!\d)(\d{4})_(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)(?!\d)/,
  /(?<!\d)(\d{4})-(\d\d)-(\d\d)-(\d\d)h(\d\d)m(\d\d)s/,
]
/** Day and month in either order, where one of them can be no month. */
const YEAR_LAST = /(?<![\d-])(\d{1,2})-(\d{1,2})-(\d{4})(?![\d-])/
const DAY = /(?<!\d)(?<!\d[-_.])(\d{4})([-_.])(\d\d)\2(\d\d)(?!\d)/
const COMPACT_DAY = /(?:^|[-_ .(@]|[A-Za-z]{2})(\d{4})(\d\d)(\d\d)(?![\dA-Za-z])/
/** Apps that write milliseconds since 1970. */
const EPOCH = /^(?:FB_IMG_|mmexport|wx_camera_|microMsg\.?|IMG_|image[-_]|photo[-_])(1\d{12})(?!\d)/i
/** Names that hold the time of Greenwich: Pixel phones, OneDrive on iPhones, times that end with Z. */
const IN_UTC = /^PXL_|_iOS\b|T\d\d\D?\d\d\D?\d\d(?:\D?\d{3})?Z(?![a-z])/i
const FIRST_PHOTOGRAPH = '1826'
/** A number without marks is a date only where digital cameras could have written it. */
const FIRST_CAMERAS = '1990'

/**
 * The date in a file name as phones, chat programs, screenshots and people write it (`IMG_20190704_123456.jpg`, `Bildschirmfoto 2021-02-03 um
 * 21.15.00.png`, `IMG-20200512-WA0001.jpg`, `2019-07-04 Birthday.jpg`). The last resort: the offset stays unknown, but for apps that write UTC.
 */
export function parseNameDate(filename: string): TakenTime | null {
  const name = filename.slice(0, 255)
  const epoch = EPOCH.exec(name)
  if (epoch) return fromEpoch(Number(epoch[1]))
  const whole = FULL.exec(name)
  if (whole && isTime(whole)) return fromFull(whole, IN_UTC.test(name))
  const unpadded = UNPADDED.exec(name)
  if (unpadded) return fromUnpadded(unpadded)
  const digits = DIGITS.exec(name)
  if (digits) return timed(digits.slice(1, 7), digits[7], IN_UTC.test(name))
  const telegram = TELEGRAM.exec(name)
  if (telegram) return timed([3, 2, 1, 4, 5, 6].map((index) => telegram[index]))
  const cjk = CJK.exec(name)
  if (cjk) return cjk[4] ? timed([...cjk.slice(1, 6), cjk[6] ?? '0']) : dayOf(cjk.slice(1, 4), FIRST_PHOTOGRAPH)
  const dots = DOTS.exec(name)
  if (dots) {
    const date = [dots[3], dots[2], dots[1]]
    return dots[4] ? timed([...date, ...dots.slice(4, 7)]) : dayOf(date, FIRST_PHOTOGRAPH)
  }
  for (const shape of OTHERS) {
    const found = shape.exec(name)
    if (found) return timed(found.slice(1, 7))
  }
  const last = YEAR_LAST.exec(name)
  if (last) return lastYear(last)
  const day = DAY.exec(name)
  if (day) return dayOf([day[1], day[3], day[4]], FIRST_PHOTOGRAPH)
  const compact = COMPACT_DAY.exec(name)
  return compact ? dayOf(compact.slice(1, 4), FIRST_CAMERAS) : null
}

/** Words may only stand before a time that has marks: `2019-07-04 party 123456` has none. */
function isTime([, , mark, , , , words, , , between]: RegExpExecArray): boolean {
  return words === undefined || (between !== '' && mark !== '')
}

function fromFull(found: RegExpExecArray, utc: boolean): TakenTime | null {
  const [, year, , month, day, , , before = '', hour, , minute, second, milli, after = ''] = found
  return timed([year, month, day, hoursOf(hour, before || after), minute, second], milli, utc)
}

function fromUnpadded([
  ,
  year,
  ,
  month,
  day,
  before = '',
  hour,
  minute,
  second,
  after = '',
]: RegExpExecArray): TakenTime | null {
  return timed([year, month, day, hoursOf(hour, before || after), minute, second])
}

function hoursOf(hour: string | undefined, half: string): string {
  return String(hourOf(Number(hour), AFTER_NOON.test(half) ? 'p' : BEFORE_NOON.test(half) ? 'a' : undefined))
}

function lastYear([, one, other, year]: RegExpExecArray): TakenTime | null {
  if (Number(one) > 12) return dayOf([year, other, one], FIRST_PHOTOGRAPH)
  return Number(other) > 12 ? dayOf([year, one, other], FIRST_PHOTOGRAPH) : null
}

function timed(parts: (string | undefined)[], milli?: string, utc = false): TakenTime | null {
  const local = assemble(parts.map(Number), milli)
  return local !== null && local >= FIRST_CAMERAS ? { local, offset: utc ? 0 : null, day: false } : null
}

function dayOf(parts: (string | undefined)[], earliest: string): TakenTime | null {
  const local = assemble([...parts.map(Number), 0, 0, 0])
  return local !== null && local >= earliest ? { local, offset: null, day: true } : null
}

function fromEpoch(milliseconds: number): TakenTime | null {
  if (milliseconds > Date.now() + 86_400_000) return null
  return { local: new Date(milliseconds).toISOString().slice(0, -1), offset: 0, day: false }
}
