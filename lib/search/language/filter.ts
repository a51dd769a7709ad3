import * as z from 'zod'
import { AppError } from '../../errors/app-error'
import { parseWith } from '../../errors/parse-with'
import { parametersOf } from '../../parameters-of'
import { AT_UNDATED } from './at-undated'
import { FACETS } from './contract'
import { dateSpan } from './dates'
import { MAX_QUERY, parseQueryText, printTerms, QueryProblem } from './query-language'
import { canonicalFilter, type Filter, likeOf, plainTerms, type Term, usualSort, withoutLikeness } from './terms'
import { ValueProblem } from './value-problem'
import { CONDITION_KEYS, CONDITIONS, type ConditionKey, ORDERS, SORTS, wordsOf } from './vocabulary'

export { EVERYTHING, type Filter, type Term } from './terms'

const Scalar = z.union([z.string(), z.number(), z.boolean()], 'give it once').transform(String)

const condition = (key: ConditionKey) => Scalar.pipe(conditionValue(key)).optional().meta(documented(key))

const conditionValue = (key: ConditionKey) =>
  z.string().transform((text, ctx): string => {
    try {
      return CONDITIONS[key](text)
    } catch (problem) {
      if (!(problem instanceof ValueProblem)) throw problem
      ctx.addIssue({ code: 'custom', message: problem.message })
      return z.NEVER
    }
  })

/** What the API's document says of a condition's values beyond that they are text; JSON has yes and no of its own. */
function documented(key: ConditionKey): Record<string, unknown> {
  if (key === 'album' || key === 'source') return { format: 'uuid' }
  const words = wordsOf(key)
  if (words === null) return {}
  return { enum: words.includes('true') ? [...words, true, false] : words }
}

const choice = <T extends string>(what: string, values: readonly [T, ...T[]]) =>
  z.enum(values, `${what} is one of ${values.join(', ')}`).optional()

/**
 * The filter's URL parameters (docs/http.md, "Filters"): also the shape of `select.filter` and of a smart album. Unknown keys are
 * refused. Values come out as canonical text; `filterOf` makes the filter of them.
 */
export const FilterQuery = z.strictObject({
  q: z
    .string('give it once')
    .max(MAX_QUERY, `is too long; at most ${MAX_QUERY} characters`)
    .optional()
    .describe('Text of the query language.'),
  owner: condition('owner').describe('Username, or me.'),
  visibility: condition('visibility').describe('public or private.'),
  album: condition('album').describe('Id of an album.'),
  source: condition('source').describe('Id of one of one’s own sources.'),
  folder: condition('folder').describe('What the key in a source begins with.'),
  similar: condition('similar').describe(
    'Id of a photo that they look like; behind a comma same, re-saved (the usual), edited, looks-alike, or a number of bits, and mirrored or rotated.',
  ),
  town: condition('town').describe('Name of a town.'),
  region: condition('region').describe('Name of a region.'),
  country: condition('country').describe('Name or code of a country.'),
  near: condition('near').describe('Latitude, longitude and kilometres, with commas.'),
  bbox: condition('bbox').describe(
    'West, south, east and north in degrees, with commas; west may be greater than east.',
  ),
  hasLocation: condition('hasLocation').describe('Whether it is known where it was taken.'),
  hasDate: condition('hasDate').describe('Whether there is any date.'),
  guessed: condition('guessed').describe('Whether the date is a guess.'),
  after: condition('after').describe('From this year, month, day or time on.'),
  before: condition('before').describe('Up to and with this year, month, day or time.'),
  camera: condition('camera').describe('Name of a camera.'),
  lens: condition('lens').describe('Name of a lens.'),
  iso: condition('iso').describe('Sensitivity: a number or a range such as 100-400.'),
  aperture: condition('aperture').describe('F-number: a number or a range.'),
  focal: condition('focal').describe('Focal length in millimetres: a number or a range.'),
  exposure: condition('exposure').describe('Exposure in seconds, such as 1/250: a number or a range.'),
  bytes: condition('bytes').describe('Size of the original: a number or a range, such as 5mb-.'),
  width: condition('width').describe('Pixels: a number or a range.'),
  height: condition('height').describe('Pixels: a number or a range.'),
  tag: z
    .union([z.string(), z.array(z.string()).max(50, 'at most 50 tags')])
    .transform((tags) => (Array.isArray(tags) ? tags : [tags]))
    .pipe(z.array(conditionValue('tag')).max(50, 'name at most 50'))
    .optional()
    .describe(
      'A tag, or what is above it in a path such as Norway/Bergen; may be given several times, then all must be there.',
    ),
  favourite: condition('favourite').describe('Whether it is a favourite.'),
  rating: condition('rating').describe('Stars: a number or a range, or rejected.'),
  type: condition('type').describe('jpeg, png, webp and so on.'),
  status: condition('status').describe('How far it is (own photos).'),
  archived: condition('archived').describe(
    'Whether it is in the archive; left out: without the archive, but for what an album, a source or a folder holds.',
  ),
  trash: condition('trash').describe('Whether it is in the trash (own photos).'),
  sort: choice('sort', SORTS).describe(
    'What the list is ordered by; left out: taken, and likeness where similar is given, which likeness needs.',
  ),
  order: choice('order', ORDERS).describe('Which end comes first.'),
})
export type FilterQuery = z.output<typeof FilterQuery>

/** What a list takes beside the filter. */
export const ListQuery = FilterQuery.extend({
  limit: z.coerce
    .number('is a number from 1 to 500')
    .int('is a whole number')
    .min(1, 'is 1 to 500')
    .max(500, 'is 1 to 500')
    .default(100)
    .describe('The most items of a page.'),
  cursor: z
    .string('give it once')
    .min(1, 'is empty; leave it out for the first page')
    .max(2000, 'is not a cursor')
    .optional()
    .describe('next of the page before; left out for the first.'),
  count: z.enum(['true', 'false'], 'is true or false').optional().describe('Whether to count the whole list too.'),
  at: z
    .literal(AT_UNDATED)
    .or(Scalar.pipe(conditionValue('after')))
    .optional()
    .describe('Begins the list at a day, or at what has no date.'),
})

/** What `GET /photos/facets` takes beside the filter: names of facets with commas between them. */
export const FacetQuery = FilterQuery.extend({
  facets: z
    .string(`is a list of ${FACETS.join(',')}`)
    .transform((text) => [...new Set(text.split(','))])
    .pipe(z.array(z.enum(FACETS, `knows ${FACETS.join(', ')}`)))
    .describe('Names of facets with commas between them.'),
})

/** What `GET /map` takes beside the filter. */
export const MapQuery = FilterQuery.extend({
  zoom: z.coerce
    .number('is a number from 0 to 22')
    .min(0, 'is 0 to 22')
    .max(22, 'is 0 to 22')
    .default(2)
    .describe('Web-Mercator zoom, 0 to 22.'),
})

/** What `GET /search/suggest` takes: what was typed so far, up to the cursor. */
export const SuggestQuery = z.strictObject({
  q: z
    .string('give it once')
    .max(MAX_QUERY, `is too long; at most ${MAX_QUERY} characters`)
    .describe('Text of the query language.'),
})

/**
 * The filter that parsed parameters ask for. Parameters that are not the filter's (limit, cursor, …) are ignored.
 * @throws AppError invalid: a mistake in `q` (with its position), or dates the wrong way round
 */
export function filterOf(query: FilterQuery): Filter {
  const plain = CONDITION_KEYS.flatMap((key): Term[] => {
    const value = query[key]
    if (value === undefined) return []
    return [value].flat().map((text) => ({ is: key, value: text }))
  })
  const typed = typedTerms(query.q ?? '')
  const terms = [...plain, ...typed.terms]
  const sort = query.sort ?? typed.sort
  const filter = canonicalFilter(terms, sort ?? 'taken', query.order ?? typed.order ?? 'desc')
  filter.sort = sort ?? usualSort(filter.terms)
  refuseReversedDates(filter)
  refuseLikeness(filter)
  const printed = toQuery(filter).get('q') ?? ''
  if (printed.length > MAX_QUERY) throw new AppError('invalid', `q: is too long; at most ${MAX_QUERY} characters`)
  return filter
}

function typedTerms(text: string) {
  try {
    return parseQueryText(text)
  } catch (problem) {
    if (!(problem instanceof QueryProblem)) throw problem
    throw new AppError('invalid', `q: ${problem.message}`, { errors: [{ path: 'q', message: problem.message }] })
  }
}

function refuseReversedDates({ terms }: Filter): void {
  const plain = plainTerms(terms)
  const after = plain.find((term) => term.is === 'after')?.value
  const before = plain.find((term) => term.is === 'before')?.value
  if (after === undefined || before === undefined) return
  const [first, last] = [dateSpan(after), dateSpan(before)]
  const shift = first.offset === null || last.offset === null ? 0 : (last.offset - first.offset) * 60_000
  if (last.until - shift <= first.from) {
    const message = `after=${after} lies behind before=${before}; swap them`
    throw new AppError('invalid', message, { errors: [{ path: 'after', message }] })
  }
}

function refuseLikeness({ terms, sort }: Filter): void {
  if (sort !== 'likeness' || likeOf(terms)) return
  const message = 'likeness needs a photo to compare with; add similar and its id, or leave sort out'
  throw new AppError('invalid', `sort: ${message}`, { errors: [{ path: 'sort', message }] })
}

/** Parses untrusted parameters in one step. @throws AppError invalid listing every mistake */
export function parseFilter(search: URLSearchParams): Filter {
  return filterOf(parseWith(FilterQuery, parametersOf(search), 'parameter', Object.keys(FilterQuery.shape)))
}

/** The filter as URL parameters, in a fixed order: `parseFilter` of them gives the same filter. */
export function toQuery(filter: Filter): URLSearchParams {
  const plain = plainTerms(filter.terms)
  const rest = filter.terms.filter((term) => !(plain as Term[]).includes(term))
  const search = new URLSearchParams()
  if (rest.length > 0) search.append('q', printTerms(rest))
  for (const term of plain) search.append(term.is, term.value)
  const usual = usualSort(filter.terms)
  const sort = usual === 'likeness' ? filter.sort : withoutLikeness(filter).sort
  if (sort !== usual) search.append('sort', sort)
  if (filter.order !== 'desc') search.append('order', filter.order)
  return search
}
