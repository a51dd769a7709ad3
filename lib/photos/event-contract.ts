import * as z from 'zod'
import { PhotoId, PhotoStatus } from './contract'

/** What `GET /api/v1/events` sends as `event: photo`: a photo of the listener's own got this state. */
export const PhotoEvent = z.strictObject({
  type: z.literal('photo'),
  photoId: PhotoId,
  status: PhotoStatus,
  /** It went to the trash or was deleted for ever. */
  gone: z.boolean().optional(),
})
export type PhotoEvent = z.infer<typeof PhotoEvent>

/** What it sends as `event: scan`: a scan of an own source got on, or into this state. */
export const ScanEvent = z.strictObject({
  type: z.literal('scan'),
  sourceId: z.string(),
  scanId: z.string(),
  status: z.enum(['running', 'paused', 'stopped', 'done']),
})
export type ScanEvent = z.infer<typeof ScanEvent>

export const OwnEvent = z.discriminatedUnion('type', [PhotoEvent, ScanEvent])
export type OwnEvent = z.infer<typeof OwnEvent>
