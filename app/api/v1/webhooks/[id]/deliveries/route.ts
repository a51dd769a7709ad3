import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { DeliveryQuery, WebhookDeliveryPage, WebhookParams } from '@/lib/webhooks/contract'
import { listDeliveries } from '@/lib/webhooks/deliveries'

export const GET = route(
  {
    summary: 'Lists what was and will be sent to one of one’s own webhooks, newest first.',
    scope: 'session',
    login: true,
    params: WebhookParams,
    query: DeliveryQuery,
    replies: [json(WebhookDeliveryPage)],
  },
  ({ ctx, params: { id }, query }) => listDeliveries(ctx, { webhookId: id, ...query }),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
