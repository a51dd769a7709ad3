import * as z from 'zod'

/** Shapes of the replies of search (api.md). Imports nothing of the server. */
export const FACETS = [
  'owner',
  'visibility',
  'town',
  'region',
  'country',
  'camera',
  'lens',
  'tag',
  'type',
  'year',
  'rating',
  'favourite',
] as const
export type Facet = (typeof FACETS)[number]

/** Values usable as the parameter of the same name (`year`: as both `after` and `before`), most frequent first. */
const FacetValues = z.array(z.strictObject({ value: z.string(), count: z.int() }))
export const FacetReply = z.partialRecord(z.enum(FACETS), FacetValues)
export type FacetReply = z.infer<typeof FacetReply>

/** Months by where photos stand in the order by date taken, guessed dates included, and how many have no date: they come last. */
export const Timeline = z.strictObject({
  months: z.array(z.strictObject({ month: z.string().regex(/^\d{4,}-\d{2}$/), count: z.int() })),
  undated: z.int(),
})
export type Timeline = z.infer<typeof Timeline>

const Point = z.strictObject({ type: z.literal('Point'), coordinates: z.tuple([z.number(), z.number()]) })

/** A cluster stands at the mean of its photos; its `bbox` (west, south, east, north) is its cell. A single photo has its id. */
const MapFeature = z.strictObject({
  type: z.literal('Feature'),
  geometry: Point,
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
  properties: z.strictObject({
    cluster: z.boolean(),
    count: z.int(),
    photoId: z.string().nullable(),
    thumb: z.string().nullable(),
  }),
})
export const MapReply = z.strictObject({
  type: z.literal('FeatureCollection'),
  features: z.array(MapFeature),
  /** How many photos the clusters hold together. */
  count: z.int(),
})
export type MapReply = z.infer<typeof MapReply>

/** Completions of the word at the end of a typed query: `insert` replaces the text from `start` on. */
export const SuggestReply = z.strictObject({
  start: z.int(),
  items: z.array(
    z.strictObject({
      kind: z.enum(['key', 'value']),
      key: z.string(),
      label: z.string(),
      insert: z.string(),
      count: z.int().nullable(),
    }),
  ),
})
export type SuggestReply = z.infer<typeof SuggestReply>
