import * as z from 'zod'
import { EVENT_DATA, type EventData, type EventName } from '../webhooks/outbox/event-contract'
import { EXAMPLE_ID, exampleOf } from './openapi-examples'
import { type Json, jsonSchema, type Parts } from './openapi-schema'

const PHOTOS = { photos: [{ id: EXAMPLE_ID, status: 'ready' as const }], count: 1 }

/** What each event is about, and one as it may be. */
const EVENTS: { [E in EventName]: { about: string; data: EventData<E> } } = {
  'photo.ready': { about: 'Pictures of photos were made.', data: PHOTOS },
  'photo.changed': { about: 'Something else about photos is different.', data: PHOTOS },
  'photo.deleted': { about: 'Photos went to the trash or for ever.', data: { ...PHOTOS, permanent: false } },
  'album.changed': { about: 'An album is new, different or gone.', data: { albumId: EXAMPLE_ID, change: 'photos' } },
  'source.scanned': { about: 'A scan has ended.', data: { sourceId: EXAMPLE_ID, scanId: EXAMPLE_ID, status: 'done' } },
  ping: { about: 'Somebody tries the webhook.', data: {} },
}

const HEADERS = [
  ['Albumen-Event', 'Which event it is.'],
  ['Albumen-Delivery', 'The id of the delivery, the same each time it is sent.'],
  ['Albumen-Signature', '`t=<seconds>,v1=<hex>`: HMAC-SHA-256 under the secret over the time, a dot and the body.'],
].map(([name = '', description]) => {
  const schema = { type: 'string' }
  return { name, in: 'header', description, required: true, schema, example: exampleOf(name, schema) }
})

/** What this server sends to webhooks, as the document says it. */
export function webhooksOf(parts: Parts): Json {
  return Object.fromEntries(Object.keys(EVENTS).map((event) => [event, { post: sent(event as EventName, parts) }]))
}

function sent(event: EventName, parts: Parts): Json {
  const { about, data } = EVENTS[event]
  const schema = z.strictObject({
    id: z.uuid().describe('The id of the delivery.'),
    event: z.literal(event).describe('Which event it is.'),
    createdAt: z.string().describe('When it happened.'),
    data: EVENT_DATA[event].describe('What it is about: ids, states and numbers.'),
  })
  const example = { id: EXAMPLE_ID, event, createdAt: '2026-07-01T12:00:00.000Z', data }
  const name = event.split('.').map((word) => word[0]?.toUpperCase() + word.slice(1))
  return {
    operationId: `on${name.join('')}`,
    tags: ['webhooks'],
    summary: about.replace(/\.$/, ''),
    description: `${about} Sent to the webhooks that ask for it, at least once and in no order.`,
    parameters: HEADERS,
    requestBody: {
      required: true,
      content: { 'application/json': { schema: jsonSchema(schema, 'output', parts), example } },
    },
    responses: { '200': { description: 'Taken; so is anything from 200 to 299, within 10 seconds.' } },
    security: [],
  }
}
