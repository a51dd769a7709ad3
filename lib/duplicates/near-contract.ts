import * as z from 'zod'
import { PhotoId } from '../photos/contract'

/** More are asked for in several requests. */
export const MOST_ASKED = 500
/** Of one photo no more are named; all are counted. */
export const MOST_NAMED = 20

export const NearDuplicatesRequest = z
  .strictObject({
    photos: z
      .array(PhotoId)
      .min(1, 'name at least one photo')
      .max(MOST_ASKED, `at most ${MOST_ASKED} photos`)
      .describe('Own photos. Others are passed over, whether there are such or not.'),
  })
  .meta({ id: 'NearDuplicatesRequest' })
export type NearDuplicatesRequest = z.output<typeof NearDuplicatesRequest>

export const NearDuplicatesReply = z
  .strictObject({
    items: z
      .array(
        z.strictObject({
          photo: PhotoId.describe('A photo that was asked for.'),
          count: z.int().describe('How many other own photos are duplicates of it.'),
          like: z.array(PhotoId).describe(`The nearest of them, at most ${MOST_NAMED}.`),
        }),
      )
      .describe('Those photos that have duplicates.'),
    waiting: z.array(PhotoId).describe('Photos that are still to be compared: ask for them again in some seconds.'),
  })
  .meta({ id: 'NearDuplicatesReply' })
export type NearDuplicatesReply = z.infer<typeof NearDuplicatesReply>
