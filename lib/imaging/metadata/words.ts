// What a file calls its picture (docs/words.md): title, description, rating.
import type { CameraFields } from '@/db/schema/photos'
import { cleanLine, cleanText } from '../formats/text'
import type { TiffDirectory } from '../formats/tiff-directory'
import { onceUtf8 } from '../formats/twice-utf8'
import { decodeUnicode, decodeUserComment } from '../formats/user-comment'
import { fraction } from './coordinate'
import { isFileName, isMachineText } from './machine-text'
import { asciiOf, type Sources } from './sources'

/** The blocks that words are read from. */
export type WordSources = Omit<Sources, 'filename'>

const TITLE_LENGTH = 500
const DESCRIPTION_LENGTH = 10_000
const IMAGE_DESCRIPTION = 0x10e
const USER_COMMENT = 0x9286
const XP_TITLE = 0x9c9b
const XP_COMMENT = 0x9c9c
const RATING = 0x4746
const RATING_PERCENT = 0x4749

/** The first title that a person gave: XMP, IPTC, Windows, PNG. */
export function readTitle({ exif, xmp, iptc, comments }: WordSources): string {
  const texts = [xmp.get('dc:title')?.[0], iptc.get('2:5')?.[0], wide(exif.main, XP_TITLE), chunk(comments, 'Title')]
  return firstText(texts, (text) => cleanLine(text, TITLE_LENGTH))
}

/** The first description that a person gave: XMP, IPTC, EXIF, Windows, PNG, then the comments. */
export function readDescription(
  { exif, xmp, iptc, comments, little }: WordSources,
  camera: Pick<CameraFields, 'make' | 'model'>,
): string {
  const comment = exif.exif.get(USER_COMMENT)
  const texts = [
    xmp.get('dc:description')?.[0],
    iptc.get('2:120')?.[0],
    asciiOf(exif.main, IMAGE_DESCRIPTION),
    xmp.get('tiff:ImageDescription')?.[0],
    wide(exif.main, XP_COMMENT),
    chunk(comments, 'Description'),
    comment ? decodeUserComment(comment.bytes, little) : undefined,
    xmp.get('exif:UserComment')?.[0],
  ]
  const people = texts.map(withoutCharset).filter((text) => text === undefined || !isFileName(text))
  return firstText(people, (text) => cleanText(text, DESCRIPTION_LENGTH), camera)
}

/** What exiv2's command takes before a comment; programs write it into the comment. */
function withoutCharset(text: string | undefined): string | undefined {
  return text?.replace(/^charset="?(?:ascii|unicode|jis|undefined|invalidcharsetid)"?(?:\s+|$)/i, '')
}

/** Flags beside the stars that say "rejected": Lightroom's and digiKam's. They hold whatever the stars say. */
const REJECTING: [property: string, value: number][] = [
  ['xmpDM:pick', -1],
  ['digiKam:PickLabel', 1],
]

/** 0 to 5 stars, or −1 for rejected: XMP before Windows' stars before its percents (1, 25, 50, 75, 99). */
export function readRating({ exif, xmp }: WordSources): number | null {
  if (REJECTING.some(([property, value]) => fraction(xmp.get(property)?.[0]) === value)) return -1
  const stars = [
    fraction(xmp.get('xmp:Rating')?.[0]),
    exif.main.get(RATING)?.numbers[0] ?? fraction(asciiOf(exif.main, RATING)),
    fraction(xmp.get('acdsee:rating')?.[0]),
  ]
  const found = stars.find((value) => value !== undefined && (value === -1 || (value >= 0 && value <= 5)))
  if (found !== undefined) return Math.round(found)
  const percents = [fraction(xmp.get('MicrosoftPhoto:Rating')?.[0]), exif.main.get(RATING_PERCENT)?.numbers[0]]
  const percent = percents.find((value) => value !== undefined && value >= 0 && value <= 100)
  return percent === undefined ? null : percent === 0 ? 0 : Math.min(5, Math.floor((percent + 12) / 25) + 1)
}

function chunk(comments: WordSources['comments'], name: string): string | undefined {
  return comments.find(({ keyword }) => keyword.toLowerCase() === name.toLowerCase())?.text
}

function firstText(
  values: (string | undefined)[],
  clean: (value: string) => string,
  camera?: Pick<CameraFields, 'make' | 'model'>,
): string {
  for (const value of values) {
    const text = value === undefined ? '' : clean(onceUtf8(value).normalize('NFC'))
    if (text !== '' && !isMachineText(text, camera)) return text
  }
  return ''
}

function wide(tags: TiffDirectory, id: number): string | undefined {
  const tag = tags.get(id)
  return tag ? decodeUnicode(tag.bytes, true) : undefined
}
