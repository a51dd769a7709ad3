import fc from 'fast-check'
import { canonicalFilter, type Filter, type Term } from '../language/terms'
import { CONDITION_KEYS, type ConditionKey, ORDERS, SORTS } from '../language/vocabulary'

/** Canonical values of every key, usual and unusual. */
export const SAMPLES: Record<ConditionKey, string[]> = {
  owner: ['me', 'anna-b', 'ben', 'nobody'],
  visibility: ['public', 'private'],
  album: ['0190b0a0-0000-7000-8000-000000000001'],
  source: ['0190b0a0-0000-7000-8000-000000000002'],
  folder: ['2023/summer trip', 'a"b\\c'],
  similar: ['0190b0a0-0000-7000-8000-000000000003', '0190b0a0-0000-7000-8000-000000000003,looks-alike,mirrored'],
  town: ['Berlin', 'Sankt Peter-Ording', '東京', 'or', '-x', 'paris'],
  region: ['Île-de-France', 'Bavaria'],
  country: ['DE', 'Germany', 'FR', 'Côte d’Ivoire'],
  near: ['52.5,13.4,5', '-33.85,151.2,0.5', '0,179.9,100', '89.9,0,500', '0,0,20038'],
  bbox: ['13,52.3,13.8,52.7', '170,-20,-170,10', '-180,-90,180,90'],
  hasLocation: ['true', 'false'],
  hasDate: ['true', 'false'],
  guessed: ['true', 'false'],
  after: ['2023', '2023-08', '2023-08-01', '2023-08-01T14:03:00+02:00', '2022-12-31T22:30Z'],
  before: ['2024', '2024-02-29', '2024-01-01T00:00Z', '2023-08-10T14:03', '9999'],
  camera: ['x100v', 'x-100v', 'Canon EOS (R5)', '%', 'fuji'],
  lens: ['XF 23mm F2', '_'],
  iso: ['200-800', '400', '3200-', '-200', '2147483647'],
  aperture: ['2.8', '1.4-4'],
  focal: ['50', '24-70'],
  exposure: ['0.004', '0.333333333-2'],
  bytes: ['5000000-', '-2000', '999999999999999'],
  width: ['4000'],
  height: ['-3000'],
  tag: ['sea', 'blue boat', '海', 'SEA', 'norway', 'Norway/Bergen', 'places'],
  favourite: ['true', 'false'],
  rating: ['3-', '5', '0-2', 'rejected'],
  type: ['jpeg', 'heic', 'png'],
  status: ['failed', 'ready', 'processing', 'uploading'],
  archived: ['true', 'false'],
  trash: ['true', 'false'],
}

const condition: fc.Arbitrary<Term> = fc
  .constantFrom(...CONDITION_KEYS)
  .chain((is) => fc.constantFrom(...SAMPLES[is]).map((value) => ({ is, value })))

const bare = fc
  .constantFrom(
    'sea',
    'x-100',
    'xt30',
    'xt-30',
    'obrien',
    '18',
    '12:30',
    'Straße',
    '東京',
    'a+b',
    "l'eau",
    'and',
    '%a',
    'boat',
    'berl',
    'secret',
    'ujifilm',
  )
  .map((word): Term => ({ word, exact: false }))
const exact = fc
  .constantFrom('two words', 'or', '-minus', 'quo"te\\d', 'town:Berlin', '(x)', 'blue boat', 'boat')
  .map((word): Term => ({ word, exact: true }))

const { term } = fc.letrec<{ term: Term }>((tie) => ({
  term: fc.oneof(
    { depthSize: 'small' },
    { weight: 4, arbitrary: condition },
    bare,
    exact,
    tie('term').map((not): Term => ({ not })),
    fc.array(tie('term'), { minLength: 1, maxLength: 3 }).map((any): Term => ({ any })),
    fc.array(tie('term'), { minLength: 1, maxLength: 3 }).map((all): Term => ({ all })),
  ),
}))

/** Any filter: every condition, words, negation, alternatives, nesting, orders. */
export const arbitraryFilter: fc.Arbitrary<Filter> = fc
  .tuple(
    fc.array(term, { maxLength: 4 }),
    fc.constantFrom(...SORTS.filter((sort) => sort !== 'likeness')),
    fc.constantFrom(...ORDERS),
  )
  .map(([terms, sort, order]) => canonicalFilter(terms, sort, order))
