import * as z from 'zod'

/** Shapes of the replies of search (docs/http.md). Imports nothing of the server. */
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
const FacetValues = z.array(
  z.strictObject({
    value: z.string().describe('Usable as the parameter of the same name; a year as both after and before.'),
    count: z.int().describe('How many photos.'),
  }),
)
export const FacetReply = z.partialRecord(z.enum(FACETS), FacetValues)
export type FacetReply = z.infer<typeof FacetReply>

/** Months by where photos stand in the order by date taken, guessed dates included, and how many have no date: they come last. */
export const Timeline = z
  .strictObject({
    months: z
      .array(
        z.strictObject({
          month: z
            .string()
            .regex(/^\d{4,}-\d{2}$/)
            .describe('Year and month.'),
          count: z.int().describe('How many photos.'),
        }),
      )
      .describe('Months with photos, in the list’s order.'),
    undated: z.int().describe('Photos without any date; they come last.'),
  })
  .meta({ id: 'Timeline' })
export type Timeline = z.infer<typeof Timeline>

const Point = z.strictObject({
  type: z.literal('Point').describe('What kind it is.'),
  coordinates: z.tuple([z.number(), z.number()]).describe('Longitude, latitude.'),
})

/** A cluster stands at the mean of its photos; its `bbox` (west, south, east, north) is its cell. A single photo has its id. */
const MapFeature = z.strictObject({
  type: z.literal('Feature').describe('What kind it is.'),
  geometry: Point.describe('Where it stands: the mean of its photos.'),
  bbox: z
    .tuple([z.number(), z.number(), z.number(), z.number()])
    .optional()
    .describe('The cell it is made of: west, south, east, north.'),
  properties: z
    .strictObject({
      cluster: z.boolean().describe('Whether it is more than one photo.'),
      count: z.int().describe('How many photos.'),
      photoId: z.string().nullable().describe('The photo, where it is a single one.'),
      thumb: z.string().nullable().describe('Address of the small picture of a single photo.'),
    })
    .describe('What it is.'),
})
export const MapReply = z
  .strictObject({
    type: z.literal('FeatureCollection').describe('What kind it is.'),
    features: z.array(MapFeature).describe('Clusters and single photos.'),
    count: z.int().describe('How many photos the clusters hold together.'),
  })
  .meta({ id: 'MapReply' })
export type MapReply = z.infer<typeof MapReply>

/** Completions of the word at the end of a typed query: `insert` replaces the text from `start` on. */
export const SuggestReply = z
  .strictObject({
    start: z.int().describe('Where in the text the word begins that is completed.'),
    items: z
      .array(
        z.strictObject({
          kind: z.enum(['key', 'value']).describe('A key of the language, or a value.'),
          key: z.string().describe('The key that the value belongs to.'),
          label: z.string().describe('How it is shown.'),
          insert: z.string().describe('Replaces the text from start on.'),
          count: z.int().nullable().describe('How many photos have it; null where that is not known.'),
        }),
      )
      .describe('In the list’s order.'),
  })
  .meta({ id: 'SuggestReply' })
export type SuggestReply = z.infer<typeof SuggestReply>
