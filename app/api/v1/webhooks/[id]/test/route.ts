import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { WebhookDelivery, WebhookParams } from '@/lib/webhooks/contract'
import { testWebhook } from '@/lib/webhooks/deliveries'

export const POST = route(
  {
    summary: 'Sends a ping to one of one’s own webhooks.',
    scope: 'session',
    login: true,
    params: WebhookParams,
    replies: [json(WebhookDelivery, 202)],
    problems: ['conflict'],
  },
  ({ ctx, params }) => testWebhook(ctx, params.id),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
