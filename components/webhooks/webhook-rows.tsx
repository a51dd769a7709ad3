'use client'
import { Suspense, useState } from 'react'
import type { Webhook } from '@/lib/webhooks/contract'
import { Button } from '../ui/button'
import { lazily } from '../ui/lazily'
import { WebhookRow } from './webhook-row'

const WebhookDialog = lazily(() => import('./webhook-dialog').then((module) => module.WebhookDialog))

/** One's webhooks, and the way to a new one. */
export function WebhookRows({ webhooks: initial }: { webhooks: Webhook[] }) {
  const [webhooks, setWebhooks] = useState(initial)
  const [making, setMaking] = useState(false)
  const changed = (now: Webhook) => setWebhooks((before) => before.map((one) => (one.id === now.id ? now : one)))
  return (
    <>
      {webhooks.length > 0 && (
        <ul className="flex flex-col divide-y divide-line">
          {webhooks.map((webhook) => (
            <WebhookRow
              key={webhook.id}
              webhook={webhook}
              onChanged={changed}
              onDeleted={() => setWebhooks((before) => before.filter(({ id }) => id !== webhook.id))}
            />
          ))}
        </ul>
      )}
      <Button className="self-start" onClick={() => setMaking(true)}>
        New webhook
      </Button>
      {making && (
        <Suspense>
          <WebhookDialog
            webhook={null}
            onSaved={(webhook) => setWebhooks((before) => [webhook, ...before])}
            onClose={() => setMaking(false)}
          />
        </Suspense>
      )}
    </>
  )
}
