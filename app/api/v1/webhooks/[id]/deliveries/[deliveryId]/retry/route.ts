import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { DeliveryParams, WebhookDelivery } from '@/lib/webhooks/contract'
import { retryDelivery } from '@/lib/webhooks/deliveries'

export const POST = route(
  {
    summary: 'Sends a delivery of one of one’s own webhooks again.',
    scope: 'session',
    login: true,
    params: DeliveryParams,
    replies: [json(WebhookDelivery, 202)],
    problems: ['conflict'],
  },
  ({ ctx, params }) => retryDelivery(ctx, params.id, params.deliveryId),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
