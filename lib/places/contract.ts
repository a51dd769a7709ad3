import * as z from 'zod'

/** Shapes of `GET /places`. Imports nothing of the server. */
export const PlacesQuery = z.strictObject({
  q: z
    .string('give it once')
    .max(100, 'at most 100 characters')
    .describe('How the name of a town begins; behind a comma, how its region or country does: `Paris, Texas`.'),
  limit: z.coerce
    .number('is a number from 1 to 20')
    .int('is a whole number')
    .min(1, 'is 1 to 20')
    .max(20, 'is 1 to 20')
    .default(8)
    .describe('The most towns.'),
})

const Town = z.strictObject({
  name: z.string().describe('Its English name.'),
  region: z.string().nullable().describe('State, province or county; null where none is known.'),
  country: z.string().describe('Country, in English.'),
  countryCode: z.string().describe('Two letters (ISO 3166-1).'),
  latitude: z.number().describe('Degrees north.'),
  longitude: z.number().describe('Degrees east.'),
  population: z.int().describe('How many people live there; 0 where nobody has said it.'),
})
export type Town = z.infer<typeof Town>

export const Towns = z
  .strictObject({
    items: z.array(Town).describe('Those that are called so, then those that begin so; the largest first.'),
  })
  .meta({ id: 'Towns' })
export type Towns = z.infer<typeof Towns>
