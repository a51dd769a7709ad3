import * as z from 'zod'
import { WebhookEvent } from './outbox/event-contract'

/** Shapes of webhooks on the wire (docs/webhooks.md). Both sides parse with them; nothing here may import server code. */

const MOST_URL = 1000

const Url = z
  .string('write an address such as https://example.org/hook')
  .trim()
  .max(MOST_URL, `an address has at most ${MOST_URL} characters`)
  .refine(isPlainAddress, 'write an address such as https://example.org/hook, without user or #')
  .describe('Where events are sent to. It may hold a key of the receiver’s; it is shown to nobody else.')

function isPlainAddress(text: string): boolean {
  // What \s and \p{C} name has no business in an address, and hides in lists.
  if (/[\s\p{C}\\]/u.test(text) || !/^https?:\/\/[^/?#@]+([/?#]|$)/i.test(text) || !URL.canParse(text)) return false
  const { username, password, hash, href } = new URL(text)
  return username === '' && password === '' && hash === '' && !href.endsWith('#')
}

const Events = z
  .array(WebhookEvent)
  .min(1, 'choose at least one event')
  .max(20)
  .transform((events) => [...new Set(events)])
  .describe('What it is told.')

export const WebhookMaking = z.strictObject({ url: Url, events: Events }).meta({ id: 'WebhookMaking' })
export type WebhookMaking = z.output<typeof WebhookMaking>

export const UpdateWebhook = z
  .strictObject({
    url: Url.optional(),
    events: Events.optional(),
    enabled: z.boolean().optional().describe('Whether events are sent; `true` switches it on again.'),
  })
  .meta({ id: 'UpdateWebhook' })
export type UpdateWebhook = z.output<typeof UpdateWebhook>

export const WebhookDelivery = z
  .strictObject({
    id: z.uuid().describe('Its id, which the receiver got as `Albumen-Delivery`: the same each time it is sent.'),
    event: z.string().describe('What it tells; `ping` for a trial.'),
    status: z
      .enum(['waiting', 'delivered', 'failed'])
      .describe('`waiting`: to be sent, or to be sent again; `delivered`: the receiver took it; `failed`: given up.'),
    attempts: z.int().describe('How often it was sent.'),
    responseStatus: z
      .int()
      .nullable()
      .describe('What the receiver last answered with; null where there was no answer.'),
    error: z.string().nullable().describe('Why the last attempt failed, as a sentence.'),
    createdAt: z.string().describe('When it happened.'),
    attemptedAt: z.string().nullable().describe('When it was sent last.'),
    nextAttemptAt: z.string().nullable().describe('When it is sent next; null when it is done with.'),
  })
  .meta({ id: 'WebhookDelivery' })
export type WebhookDelivery = z.infer<typeof WebhookDelivery>

export const WebhookDeliveryPage = z
  .strictObject({
    items: z.array(WebhookDelivery).describe('Newest first.'),
    next: z.string().nullable().describe('The cursor of the next page; null at the end.'),
  })
  .meta({ id: 'WebhookDeliveryPage' })
export type WebhookDeliveryPage = z.infer<typeof WebhookDeliveryPage>

export const Webhook = z
  .strictObject({
    id: z.uuid().describe('Its id.'),
    url: z.string().describe('Where events are sent to.'),
    events: z.array(WebhookEvent).describe('What it is told.'),
    enabled: z.boolean().describe('Whether events are sent.'),
    failingSince: z
      .string()
      .nullable()
      .describe('Since when nothing arrives; null while it works. After a week of it the webhook is switched off.'),
    disabledAt: z.string().nullable().describe('When it was switched off; null while it is on.'),
    createdAt: z.string().describe('When it was made.'),
    lastDelivery: WebhookDelivery.nullable().describe('The newest delivery; null before the first.'),
  })
  .meta({ id: 'Webhook' })
export type Webhook = z.infer<typeof Webhook>

export const WebhookList = z
  .strictObject({
    items: z.array(Webhook).describe('Latest first.'),
    next: z.null().describe('The cursor of the next page; null at the end.'),
  })
  .meta({ id: 'WebhookList' })

export const NewWebhook = z
  .strictObject({
    ...Webhook.shape,
    secret: z.string().describe('What signatures are made with. Shown this once.'),
  })
  .meta({ id: 'NewWebhook' })
export type NewWebhook = z.infer<typeof NewWebhook>

export const WebhookParams = z.object({ id: z.uuid().describe('The id in the path.') })
export const DeliveryParams = z.object({
  id: z.uuid().describe('The webhook’s id in the path.'),
  deliveryId: z.uuid().describe('The delivery’s id in the path.'),
})
export const DeliveryQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20).describe('The most items of a page.'),
  cursor: z.string().max(200).optional().describe('next of the page before; left out for the first.'),
})
