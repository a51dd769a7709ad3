import * as z from 'zod'
import { PhotoId, PhotoStatus } from './contract'

/** What `GET /api/v1/events` sends as `event: photo`: a photo of the listener's own got this state. */
export const PhotoEvent = z.strictObject({
  type: z.literal('photo').describe('What kind it is.'),
  photoId: PhotoId.describe('The photo.'),
  status: PhotoStatus.describe('The state it is in now.'),
  gone: z.boolean().optional().describe('It went to the trash or was deleted for ever.'),
})
export type PhotoEvent = z.infer<typeof PhotoEvent>

/** What it sends as `event: scan`: a scan of an own source got on, or into this state. */
export const ScanEvent = z.strictObject({
  type: z.literal('scan').describe('What kind it is.'),
  sourceId: z.string().describe('The source.'),
  scanId: z.string().describe('The scan.'),
  status: z.enum(['running', 'paused', 'stopped', 'done']).describe('The state it is in now.'),
})
export type ScanEvent = z.infer<typeof ScanEvent>

/** What it sends as `event: album`: an album of the listener's own, or one shared with them, was made, changed or deleted. */
export const AlbumEvent = z.strictObject({
  type: z.literal('album').describe('What kind it is.'),
  albumId: z.uuid().describe('The album.'),
  change: z
    .enum(['described', 'photos', 'gone'])
    .describe(
      '`described`: it is new, or its title, description, visibility or cover; `photos`: what is in it, or its order; `gone`: it was deleted, or is no longer shared with the listener.',
    ),
})
export type AlbumEvent = z.infer<typeof AlbumEvent>

/** What it sends as `event: webhook`: an own webhook was switched off, as nothing arrived at its address for a week. */
export const WebhookNews = z.strictObject({
  type: z.literal('webhook').describe('What kind it is.'),
  webhookId: z.uuid().describe('The webhook.'),
  change: z.literal('switched_off').describe('What happened to it.'),
})

/** What the stream tells: always of the listener's own things. */
export const OwnEvent = z.discriminatedUnion('type', [PhotoEvent, ScanEvent, AlbumEvent, WebhookNews])
export type OwnEvent = z.infer<typeof OwnEvent>
