import * as z from 'zod'
import { PhotoId, PhotoStatus } from './contract'

/** What `GET /api/v1/events` sends as `event: photo`: a photo of the listener's own got this state. */
export const PhotoEvent = z.strictObject({
  type: z.literal('photo'),
  photoId: PhotoId,
  status: PhotoStatus,
})
export type PhotoEvent = z.infer<typeof PhotoEvent>
