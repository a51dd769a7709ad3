import fc from 'fast-check'

/** The keys of a story, and how many pictures it has. */
export const KEYS = ['01.jpg', '02.jpg', '03.jpg', '04.jpg', '05.jpg']
export const PICTURES = 6
const key = fc.integer({ min: 0, max: KEYS.length - 1 })
const content = fc.integer({ min: 0, max: PICTURES * 2 - 1 })
const visibility = fc.constantFrom('private' as const, 'public' as const)

/** Something that happens between two scans: to the files, or by their owner in the library. */
const change = fc.oneof(
  { weight: 3, arbitrary: fc.record({ what: fc.constant('put' as const), key, content }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('copy' as const), key, to: key }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('move' as const), key, to: key }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('resave' as const), key, to: key }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('swap' as const), key, to: key }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('rotate' as const), key }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('shift' as const), up: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('remove' as const), key }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('edit' as const), key, visibility }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('trash' as const), key, forEver: fc.boolean() }) },
)
export type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

const round = fc.record({
  changes: fc.array(change, { minLength: 1, maxLength: 6 }),
  /** How it is noticed: by a whole scan; by one whose listing leaves keys out; by one in which the worker ends and comes back; by events of some keys. */
  how: fc.oneof(
    { weight: 5, arbitrary: fc.constant({ kind: 'scan' as const }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('partial' as const), hides: fc.array(key, { minLength: 1 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('broken' as const), after: fc.integer({ min: 0, max: 150 }) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('events' as const),
        keys: fc.array(key, { minLength: 1 }),
        /** Whether each has been dealt with before the next is told. */
        apart: fc.boolean(),
      }),
    },
  ),
})
export const story = fc.record({
  visibility,
  /** What lies there at first, under the first keys. */
  first: fc.array(content, { minLength: 2, maxLength: 4 }),
  rounds: fc.array(round, { minLength: 2, maxLength: 6 }),
})
export type Story = typeof story extends fc.Arbitrary<infer T> ? T : never
