import * as z from 'zod'
import { AppError } from '../../errors/app-error'
import { parseWith } from '../../errors/parse-with'
import { FACETS } from './contract'
import { AT_UNDATED, dateSpan } from './dates'
import { MAX_QUERY, parseQueryText, printTerms, QueryProblem } from './query-language'
import { canonicalFilter, type Filter, plainTerms, type Term } from './terms'
import { ValueProblem } from './value-problem'
import { CONDITION_KEYS, CONDITIONS, type ConditionKey, ORDERS, SORTS } from './vocabulary'

export { EVERYTHING, type Filter, type Term } from './terms'

const Scalar = z.union([z.string(), z.number(), z.boolean()], 'give it once').transform(String)

const condition = (key: ConditionKey) => Scalar.pipe(conditionValue(key)).optional()

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

const choice = <T extends string>(what: string, values: readonly [T, ...T[]]) =>
  z.enum(values, `${what} is one of ${values.join(', ')}`).optional()

/**
 * The filter's URL parameters (api.md, "The filter"): also the shape of `select.filter` and of a smart album. Unknown keys are
 * refused. Values come out as canonical text; `filterOf` makes the filter of them.
 */
export const FilterQuery = z.strictObject({
  q: z.string('give it once').max(MAX_QUERY, `is too long; at most ${MAX_QUERY} characters`).optional(),
  owner: condition('owner'),
  visibility: condition('visibility'),
  album: condition('album'),
  source: condition('source'),
  folder: condition('folder'),
  town: condition('town'),
  region: condition('region'),
  country: condition('country'),
  near: condition('near'),
  bbox: condition('bbox'),
  hasLocation: condition('hasLocation'),
  hasDate: condition('hasDate'),
  guessed: condition('guessed'),
  after: condition('after'),
  before: condition('before'),
  camera: condition('camera'),
  lens: condition('lens'),
  iso: condition('iso'),
  aperture: condition('aperture'),
  focal: condition('focal'),
  exposure: condition('exposure'),
  bytes: condition('bytes'),
  width: condition('width'),
  height: condition('height'),
  tag: z
    .union([z.string(), z.array(z.string()).max(50, 'at most 50 tags')])
    .transform((tags) => (Array.isArray(tags) ? tags : [tags]))
    .pipe(z.array(conditionValue('tag')).max(50, 'name at most 50'))
    .optional(),
  favourite: condition('favourite'),
  rating: condition('rating'),
  type: condition('type'),
  status: condition('status'),
  trash: condition('trash'),
  sort: choice('sort', SORTS),
  order: choice('order', ORDERS),
})
export type FilterQuery = z.output<typeof FilterQuery>

/** What a list takes beside the filter. */
export const ListQuery = FilterQuery.extend({
  limit: z.coerce
    .number('is a number from 1 to 500')
    .int('is a whole number')
    .min(1, 'is 1 to 500')
    .max(500, 'is 1 to 500')
    .default(100),
  cursor: z
    .string('give it once')
    .min(1, 'is empty; leave it out for the first page')
    .max(2000, 'is not a cursor')
    .optional(),
  count: z.enum(['true', 'false'], 'is true or false').optional(),
  at: z
    .literal(AT_UNDATED)
    .or(Scalar.pipe(conditionValue('after')))
    .optional(),
})

/** What `GET /photos/facets` takes beside the filter: names of facets with commas between them. */
export const FacetQuery = FilterQuery.extend({
  facets: z
    .string(`is a list of ${FACETS.join(',')}`)
    .transform((text) => [...new Set(text.split(','))])
    .pipe(z.array(z.enum(FACETS, `knows ${FACETS.join(', ')}`))),
})

/** What `GET /map` takes beside the filter. */
export const MapQuery = FilterQuery.extend({
  zoom: z.coerce.number('is a number from 0 to 22').min(0, 'is 0 to 22').max(22, 'is 0 to 22').default(2),
})

/** What `GET /search/suggest` takes: what was typed so far, up to the cursor. */
export const SuggestQuery = z.strictObject({
  q: z.string('give it once').max(MAX_QUERY, `is too long; at most ${MAX_QUERY} characters`),
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
  const filter = canonicalFilter(
    [...plain, ...typed.terms],
    query.sort ?? typed.sort ?? 'taken',
    query.order ?? typed.order ?? 'desc',
  )
  refuseReversedDates(filter)
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

/** Parses untrusted parameters in one step. @throws AppError invalid listing every mistake */
export function parseFilter(search: URLSearchParams): Filter {
  const given: Record<string, string | string[]> = {}
  for (const key of new Set(search.keys())) {
    const values = search.getAll(key)
    given[key] = values.length === 1 ? (values[0] as string) : values
  }
  return filterOf(parseWith(FilterQuery, given, 'parameter', Object.keys(FilterQuery.shape)))
}

/** The filter as URL parameters, in a fixed order: `parseFilter` of them gives the same filter. */
export function toQuery(filter: Filter): URLSearchParams {
  const plain = plainTerms(filter.terms)
  const rest = filter.terms.filter((term) => !(plain as Term[]).includes(term))
  const search = new URLSearchParams()
  if (rest.length > 0) search.append('q', printTerms(rest))
  for (const term of plain) search.append(term.is, term.value)
  if (filter.sort !== 'taken') search.append('sort', filter.sort)
  if (filter.order !== 'desc') search.append('order', filter.order)
  return search
}
