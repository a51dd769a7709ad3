import { cleanLine } from '../formats/text'
import { onceUtf8 } from '../formats/twice-utf8'
import { decodeUnicode } from '../formats/user-comment'
import type { WordSources } from './words'
import { KEYWORD_TREE, type XmpFields } from './xmp'

const LONGEST_TAG = 200
const MOST_TAGS = 500
const MOST_READ = 5000
const XP_KEYWORDS = 0x9c9e
const IPTC_KEYWORDS = '2:25'

/** Properties that hold whole paths, and what stands between their parts. */
const PATHS: [property: string, separator: string][] = [
  ['lr:hierarchicalSubject', '|'],
  ['digiKam:TagsList', '/'],
  ['MicrosoftPhoto:LastKeywordXMP', '/'],
  ['MicrosoftPhoto:LastKeywordIPTC', '/'],
  ['mediapro:CatalogSets', '|'],
  [KEYWORD_TREE, '|'],
]
const CATEGORIES = 'acdsee:categories'
const FLAT = ['dc:subject', 'acdsee:keywords']
/** What programs keep for themselves among the keywords. */
const INTERNAL = /^(?:_digikam_internal_tags_|darktable)(?:\/|$)/i

/** Whether an XMP packet says anything of keywords, be it that there are none. */
export function saysKeywords(xmp: XmpFields): boolean {
  return [...FLAT, CATEGORIES, ...PATHS.map(([property]) => property)].some((property) => xmp.has(property))
}

/**
 * The keywords of a file as tags (docs/words.md, "Tags"): lists with a hierarchy give paths as `a/b/c`, flat ones the rest. A word that is a part of a
 * path is not said again. Case and the form of accents make no other tag: the first spelling stays.
 */
export function readKeywords({ exif, xmp, iptc }: WordSources): string[] {
  const paths = outermost([
    ...PATHS.flatMap(([property, separator]) => taken(xmp.get(property)).map((text) => pathOf(text.split(separator)))),
    ...taken(xmp.get(CATEGORIES)).flatMap(categories),
  ])
  const windows = exif.main.get(XP_KEYWORDS)
  const flat = [
    ...taken(FLAT.flatMap((property) => xmp.get(property) ?? [])),
    ...taken(iptc.get(IPTC_KEYWORDS)),
    ...(windows ? [decodeUnicode(windows.bytes, true)] : []),
  ].flatMap(split)
  return distinct([...flat.flatMap((word) => placed(word, paths)), ...paths])
    .filter((tag) => !INTERNAL.test(tag))
    .slice(0, MOST_TAGS)
}

function taken(values: string[] | undefined): string[] {
  return (values ?? []).slice(0, MOST_READ).map(onceUtf8)
}

/** The paths that end in a word; nothing where it is a part of a path; else the word itself. A word may hold a slash: it ends `Music/AC/DC` all the same. */
function placed(word: string, paths: string[]): string[] {
  const key = `/${keyOf(word)}`
  const ending = paths.filter((path) => `/${keyOf(path)}`.endsWith(key))
  if (ending.length > 0) return ending
  return paths.some((path) => `/${keyOf(path)}`.includes(`${key}/`)) ? [] : [word]
}

/** Without those that another one goes on from: their parents are known. */
function outermost(paths: string[]): string[] {
  const every = distinct(paths)
  const keys = every.map(keyOf).sort()
  return every.filter((path) => {
    const inside = `${keyOf(path)}/`
    return !keys.some((key) => key.startsWith(inside))
  })
}

function distinct(tags: string[]): string[] {
  const seen = new Map<string, string>()
  for (const tag of tags) if (tag !== '' && !seen.has(keyOf(tag))) seen.set(keyOf(tag), tag)
  return [...seen.values()]
}

function keyOf(tag: string): string {
  return tag.toLowerCase()
}

function pathOf(parts: string[]): string {
  const clean = parts.map((part) => cleanLine(part.normalize('NFC'), LONGEST_TAG)).filter((part) => part !== '')
  while (clean.join('/').length > LONGEST_TAG && clean.length > 1) clean.shift()
  return clean.join('/')
}

/** Several keywords in one: a semicolon between words parts them; a comma only those that are too long to be one. */
function split(text: string): string[] {
  const clean = text.replaceAll('\0', ';').normalize('NFC')
  const between = clean.includes(';') ? ';' : clean.length > 100 ? ',' : null
  const parts = between === null ? [clean] : clean.split(between).filter((part) => part.trim() !== '')
  const words = parts.every((part) => /[\p{L}\p{N}]/u.test(part)) ? parts : [clean]
  return words
    .map((word) => (/[^|]\|[^|]/.test(word) ? pathOf(word.split('|')) : whole(word)))
    .filter((word) => word !== '')
}

/** A text that is too long ends with a word. */
function whole(text: string): string {
  const line = cleanLine(text, LONGEST_TAG + 1)
  if (line.length <= LONGEST_TAG) return line
  const cut = line.slice(0, LONGEST_TAG)
  const space = cut.lastIndexOf(' ')
  return cleanLine(space > 0 ? cut.slice(0, space) : cut, LONGEST_TAG)
}

const CATEGORY = /<Category(?:\s+Assigned\s*=\s*["']([01])["'])?[^>]*>([^<]*)|<\/Category>/g

/** ACDSee's own XML in a property: the categories that are assigned, each with those around it. */
function categories(text: string): string[] {
  const around: string[] = []
  const found: string[] = []
  for (const [token, assigned, name = ''] of text.matchAll(CATEGORY)) {
    if (token.startsWith('</')) around.pop()
    else {
      around.push(name.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>'))
      if (assigned === '1') found.push(pathOf(around))
    }
  }
  return found
}
