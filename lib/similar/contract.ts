import * as z from 'zod'
import { Photo } from '../photos/contract'
import { DISTANCES, MOST_DISTANCE, USUAL_DISTANCE } from './distances'

const flag = z.enum(['true', 'false'], 'true or false').default('false')
/** Of digits only: an empty text is not 0. */
const number = (what: string, least: number, most: number, usual: number) =>
  z
    .preprocess(
      (text) => (typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : text),
      z.int(what).min(least, what).max(most, what),
    )
    .prefault(usual)
const words = Object.entries(DISTANCES).map(([word, bits]) => `${word.replace('-', ' ')}: ${bits}`)

/** How near, how many, and which way up. */
export const SimilarQuery = z.strictObject({
  distance: number(`is a whole number from 0 to ${MOST_DISTANCE}`, 0, MOST_DISTANCE, USUAL_DISTANCE).describe(
    `In how many of 128 bits the pictures may differ. In words: ${words.join(', ')}. More than 20 takes longer.`,
  ),
  limit: number('is a whole number from 1 to 500', 1, 500, 100).describe('The most photos, the nearest first.'),
  mirrored: flag.describe('Whether a mirrored picture counts too: twice the work.'),
  rotated: flag.describe(
    'Whether a picture turned by quarters counts too: four times the work; with mirrored eight times.',
  ),
})
export type SimilarQuery = z.output<typeof SimilarQuery>

/** What looks alike, the nearest first. */
export const SimilarReply = z.object({
  items: z
    .array(
      z.object({
        photo: Photo.describe('The photo that looks like it.'),
        distance: z.int().describe('In how many of 128 bits they differ: 0 is the same picture.'),
      }),
    )
    .describe('The nearest first, then by id.'),
})
export type SimilarReply = z.input<typeof SimilarReply>
