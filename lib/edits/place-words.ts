import { and, ne, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import type { PlaceWord } from '../photos/batch-contract'
import { isOneOf } from '../photos/is-one-of'

const MOST = 50

/** Where words can stand, in the order they are told. */
const FIELDS = ['title', 'description', 'tags'] as const

/** Names of places that the file itself gives: IPTC's and XMP's town, part of it, region, country. */
const IN_FILE = sql<string[]>`array(
  select value from jsonb_each_text(case jsonb_typeof(${photos.exif} -> 'iptc') when 'object' then ${photos.exif} -> 'iptc' else '{}' end)
  where key in ('City', 'Sublocation', 'State', 'Country')
  union all
  select value from jsonb_each_text(case jsonb_typeof(${photos.exif} -> 'xmp') when 'object' then ${photos.exif} -> 'xmp' else '{}' end)
  where key ~ ':(City|State|Country|CountryName|Location|Sublocation|ProvinceState|LocationCreated|LocationShown)$')`

/**
 * The names of places that stand in titles, descriptions and tags of photos that would be shown to others, or hidden from them: who makes them public
 * tells where they were taken, whatever is shown of their location.
 * @param to what they become; those that are it are left out
 * @returns the most frequent first, at most 50
 */
export async function placeWords(db: Database, ids: string[], to: 'public' | 'private'): Promise<PlaceWord[]> {
  const { title, description, tags, town, region, country } = photos
  const rows = await db
    .select({ title, description, tags, town, region, country, inFile: IN_FILE })
    .from(photos)
    .where(
      and(
        isOneOf(ids),
        ne(photos.visibility, to),
        sql`(${title} <> '' or ${description} <> '' or cardinality(${tags}) > 0)`,
      ),
    )
  const found = new Map<string, PlaceWord>()
  for (const row of rows) {
    for (const { word, where } of wordsOf(row)) {
      const known = found.get(folded(word)) ?? { word, where: [], photos: 0 }
      const fields = FIELDS.filter((field) => known.where.includes(field) || where.includes(field))
      found.set(folded(word), { ...known, where: fields, photos: known.photos + 1 })
    }
  }
  return [...found.values()].sort((a, b) => b.photos - a.photos || a.word.localeCompare(b.word)).slice(0, MOST)
}

interface Told {
  title: string
  description: string
  tags: string[]
  town: string | null
  region: string | null
  country: string | null
  inFile: string[]
}

/** The names of one photo's place that its own words say, and where. */
export function wordsOf(photo: Told): Pick<PlaceWord, 'word' | 'where'>[] {
  const { town, region, country, inFile, title, description, tags } = photo
  const names = new Map<string, string>()
  for (const name of [town, region, country, ...inFile.flatMap(listed)]) {
    if (name !== null && isTelling(folded(name))) names.set(folded(name), names.get(folded(name)) ?? name.trim())
  }
  const texts = { title: [title], description: [description], tags }
  return [...names].flatMap(([name, word]) => {
    const where = FIELDS.filter((field) => texts[field].some((text) => says(folded(text), name)))
    return where.length > 0 ? [{ word, where }] : []
  })
}

/** A value that came several times is kept as a list. */
function listed(value: string): string[] {
  if (!value.startsWith('[')) return [value]
  try {
    const values: unknown = JSON.parse(value)
    return Array.isArray(values) ? values.filter((one) => typeof one === 'string') : [value]
  } catch {
    // A name that begins with a bracket.
    return [value]
  }
}

/** Letters and digits in lower case without accents, one space between words. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Scripts that put no space between words: there a name may stand anywhere. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]/u

function isTelling(name: string): boolean {
  return name.length >= 3 || UNSPACED.test(name)
}

function says(text: string, name: string): boolean {
  return UNSPACED.test(name) ? text.includes(name) : ` ${text} `.includes(` ${name} `)
}
