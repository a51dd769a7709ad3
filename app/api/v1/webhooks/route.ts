import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { NewWebhook, WebhookList, WebhookMaking } from '@/lib/webhooks/contract'
import { createWebhook, listWebhooks } from '@/lib/webhooks/webhooks'

export const GET = route(
  { summary: 'Lists one’s own webhooks.', scope: 'session', login: true, replies: [json(WebhookList)] },
  async ({ ctx }) => ({ items: await listWebhooks(ctx), next: null }),
)

export const POST = route(
  {
    summary: 'Makes a webhook, whose secret is shown once.',
    scope: 'session',
    login: true,
    secret: true,
    body: WebhookMaking,
    example: { url: 'https://example.org/hook', events: ['photo.ready', 'album.changed'] },
    replies: [json(NewWebhook, 201)],
  },
  ({ ctx, body }) => createWebhook(ctx, body),
)

export const { PUT, PATCH, DELETE } = notAllowed('GET', 'POST')
