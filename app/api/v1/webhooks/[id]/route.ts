import { empty, json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { UpdateWebhook, Webhook, WebhookParams } from '@/lib/webhooks/contract'
import { deleteWebhook, updateWebhook } from '@/lib/webhooks/webhooks'

export const PATCH = route(
  {
    summary: 'Changes one of one’s own webhooks, or switches it on again.',
    scope: 'session',
    login: true,
    params: WebhookParams,
    body: UpdateWebhook,
    example: { enabled: true },
    replies: [json(Webhook)],
  },
  ({ ctx, params, body }) => updateWebhook(ctx, params.id, body),
)

export const DELETE = route(
  {
    summary: 'Deletes one of one’s own webhooks with its log.',
    scope: 'session',
    login: true,
    params: WebhookParams,
    replies: [empty()],
  },
  async ({ ctx, params }) => {
    await deleteWebhook(ctx, params.id)
    return new Response(null, { status: 204 })
  },
)

export const { GET, POST, PUT } = notAllowed('PATCH', 'DELETE')
