'use client'
import { Suspense, useState } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import { api } from '@/lib/http/client'
import { Webhook } from '@/lib/webhooks/contract'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { lazily } from '../ui/lazily'
import { showToast } from '../ui/toast-store'
import { lastWords, stateOfWebhook, troubleOf } from './webhook-words'

const WebhookDialog = lazily(() => import('./webhook-dialog').then((module) => module.WebhookDialog))
const WebhookLog = lazily(() => import('./webhook-log').then((module) => module.WebhookLog))
const AlertDialog = lazily(() => import('../ui/alert-dialog').then((module) => module.AlertDialog))

interface WebhookRowProps {
  webhook: Webhook
  onChanged: (webhook: Webhook) => void
  onDeleted: () => void
}

/** A webhook: where it sends to, how it stands, and what can be done about it. */
export function WebhookRow({ webhook, onChanged, onDeleted }: WebhookRowProps) {
  const { id, url, enabled } = webhook
  const [open, setOpen] = useState<'log' | 'edit' | 'delete' | null>(null)
  const [busy, setBusy] = useState(false)
  const close = () => setOpen(null)
  const run = async (action: () => Promise<void>) => {
    setBusy(true)
    await action().catch((error: unknown) => void showToast(errorSentence(error), { tone: 'danger' }))
    setBusy(false)
  }
  const switchOn = async () => {
    onChanged(await api(Webhook, 'PATCH', `/webhooks/${id}`, { enabled: true }))
    showToast('The webhook is on again.')
  }
  const remove = async () => {
    await api(null, 'DELETE', `/webhooks/${id}`)
    showToast('The webhook is deleted.')
    onDeleted()
  }
  const host = new URL(url).host
  return (
    <li className="flex flex-col gap-2 py-4">
      <WebhookFacts webhook={webhook} />
      <div className="flex flex-wrap gap-2">
        {!enabled && (
          <Button size="small" busy={busy} aria-label={`Switch on again ${host}`} onClick={() => void run(switchOn)}>
            Switch on again
          </Button>
        )}
        <Button size="small" aria-label={`Log of ${host}`} onClick={() => setOpen('log')}>
          Log
        </Button>
        <Button size="small" aria-label={`Edit ${host}`} onClick={() => setOpen('edit')}>
          Edit
        </Button>
        <Button size="small" className="text-danger" aria-label={`Delete ${host}`} onClick={() => setOpen('delete')}>
          Delete
        </Button>
      </div>
      <Suspense>
        {open === 'log' && <WebhookLog webhook={webhook} onChanged={onChanged} onClose={close} />}
        {open === 'edit' && <WebhookDialog webhook={webhook} onSaved={onChanged} onClose={close} />}
        {open === 'delete' && (
          <AlertDialog
            open
            onOpenChange={(now) => now || close()}
            title={`Delete the webhook to ${host}?`}
            confirm="Delete webhook"
            danger
            onConfirm={() => void run(remove)}
          >
            Nothing more is sent there, and its log goes with it.
          </AlertDialog>
        )}
      </Suspense>
    </li>
  )
}

function WebhookFacts({ webhook }: { webhook: Webhook }) {
  const state = stateOfWebhook(webhook)
  const trouble = troubleOf(webhook)
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 wrap-anywhere">{webhook.url}</span>
        <Badge tone={state.tone}>{state.text}</Badge>
      </div>
      <div className="text-small text-muted">
        <div className="wrap-anywhere">{webhook.events.join(', ')}</div>
        <div>{lastWords(webhook)}</div>
      </div>
      {trouble && <p className="text-small text-danger">{trouble}</p>}
    </>
  )
}
