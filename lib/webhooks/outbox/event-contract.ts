import * as z from 'zod'

/** What webhooks are told (docs/webhooks.md). Ids, states and numbers: who may know more asks with an access token. Nothing here may import server code. */

export const WEBHOOK_EVENTS = [
  'photo.ready',
  'photo.changed',
  'photo.deleted',
  'album.changed',
  'source.scanned',
] as const

export const WebhookEvent = z.enum(WEBHOOK_EVENTS)
export type WebhookEvent = z.infer<typeof WebhookEvent>

/** Photos that one body names; of more it says how many. */
export const MOST_NAMED = 500

const ToldPhoto = z
  .strictObject({
    id: z.uuid().describe('The photo.'),
    status: z.enum(['uploading', 'processing', 'ready', 'failed']).describe('The state it was in at that moment.'),
  })
  .describe('A photo and its state.')
export type ToldPhoto = z.infer<typeof ToldPhoto>

const photos = z.array(ToldPhoto).max(MOST_NAMED).describe(`The photos, ${MOST_NAMED} at most.`)
const count = z.int().describe('How many photos it is about: more than are named where one change was about very many.')

const Photos = z.strictObject({ photos, count })
const DeletedPhotos = z.strictObject({
  photos,
  count,
  permanent: z.boolean().describe('Whether they went for ever; else they lie in the trash.'),
})
const ChangedAlbum = z.strictObject({
  albumId: z.uuid().describe('The album.'),
  change: z
    .enum(['described', 'photos', 'gone'])
    .describe(
      '`described`: it is new, or what is said of it changed; `photos`: what is in it; `gone`: it was deleted.',
    ),
})
const ScannedSource = z.strictObject({
  sourceId: z.uuid().describe('The source.'),
  scanId: z.uuid().describe('The scan that has ended.'),
  status: z.enum(['done', 'stopped']).describe('Whether it came to its end.'),
})

/** What each event's body holds as `data`. */
export const EVENT_DATA = {
  'photo.ready': Photos,
  'photo.changed': Photos,
  'photo.deleted': DeletedPhotos,
  'album.changed': ChangedAlbum,
  'source.scanned': ScannedSource,
  /** Sent when somebody tries a webhook. */
  ping: z.strictObject({}),
} as const

export type EventName = keyof typeof EVENT_DATA
export type EventData<E extends EventName> = z.infer<(typeof EVENT_DATA)[E]>
