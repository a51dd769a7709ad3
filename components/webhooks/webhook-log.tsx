'use client'
import { useEffect, useState } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import { api } from '@/lib/http/client'
import { type Webhook, WebhookDelivery, WebhookDeliveryPage, WebhookList } from '@/lib/webhooks/contract'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Spinner } from '../ui/spinner'
import { showToast } from '../ui/toast-store'
import { deliveryFacts, stateOfDelivery } from './webhook-words'

/** Milliseconds after which the log is asked for again while it is open. */
const AGAIN = 2_000

interface WebhookLogProps {
  webhook: Webhook
  /** Told how the webhook stands when the log is left. */
  onChanged: (webhook: Webhook) => void
  onClose: () => void
}

/** The last deliveries of a webhook, as they happen: what came back, what is sent next; to try it, and to send one again. */
export function WebhookLog({ webhook, onChanged, onClose }: WebhookLogProps) {
  const { id, enabled } = webhook
  const { deliveries, error, refresh } = useDeliveries(id)
  const [busy, setBusy] = useState<string | null>(null)
  const send = async (which: string, path: string) => {
    setBusy(which)
    try {
      await api(WebhookDelivery, 'POST', `/webhooks/${id}/${path}`)
      await refresh()
    } catch (thrown) {
      showToast(errorSentence(thrown), { tone: 'danger' })
    }
    setBusy(null)
  }
  const leave = () => {
    onClose()
    // How it stands may be another by now; where it cannot be asked, the row stays as it was.
    api(WebhookList, 'GET', '/webhooks')
      .then(({ items }) => items.filter((one) => one.id === id).forEach(onChanged))
      .catch(() => undefined)
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => open || leave()}
      title="What was sent"
      description={webhook.url}
      className="max-w-xl wrap-anywhere"
    >
      <div className="flex flex-col gap-3">
        {error && (
          <p role="alert" className="text-danger">
            {error}
          </p>
        )}
        {deliveries === null && !error && <Spinner label="Loading" />}
        {deliveries && (
          <Deliveries
            deliveries={deliveries}
            busy={busy}
            onRetry={enabled ? (one) => void send(one, `deliveries/${one}/retry`) : undefined}
          />
        )}
        <div className="flex flex-wrap justify-end gap-2">
          {enabled && (
            <Button busy={busy === 'ping'} onClick={() => void send('ping', 'test')}>
              Send a ping
            </Button>
          )}
          <Button variant="primary" onClick={leave}>
            Done
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

interface DeliveriesProps {
  deliveries: WebhookDelivery[]
  /** The id of the one that is being sent again. */
  busy: string | null
  /** Left out where nothing can be sent. */
  onRetry: ((id: string) => void) | undefined
}

function Deliveries({ deliveries, busy, onRetry }: DeliveriesProps) {
  if (deliveries.length === 0)
    return <p className="text-muted">Nothing yet. Send a ping to see whether the receiver takes it.</p>
  return (
    <ul className="flex max-h-[50dvh] flex-col divide-y divide-line overflow-y-auto" aria-label="Deliveries">
      {deliveries.map((delivery) => (
        <DeliveryRow
          key={delivery.id}
          delivery={delivery}
          busy={busy === delivery.id}
          onRetry={onRetry && (() => onRetry(delivery.id))}
        />
      ))}
    </ul>
  )
}

interface DeliveryRowProps {
  delivery: WebhookDelivery
  busy: boolean
  onRetry: (() => void) | undefined
}

function DeliveryRow({ delivery, busy, onRetry }: DeliveryRowProps) {
  const { event, status, error } = delivery
  const state = stateOfDelivery(delivery)
  return (
    <li className="flex items-start justify-between gap-3 py-3">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {event}
          <Badge tone={state.tone}>{state.text}</Badge>
        </div>
        <div className="tabular text-small text-muted">{deliveryFacts(delivery)}</div>
        {error && status !== 'delivered' && <div className="text-small text-danger">{error}</div>}
      </div>
      {onRetry && (
        <Button size="small" className="shrink-0" busy={busy} aria-label={`Send ${event} again`} onClick={onRetry}>
          Send again
        </Button>
      )}
    </li>
  )
}

/** The newest deliveries, asked for again and again while they are shown. */
function useDeliveries(id: string) {
  const [deliveries, setDeliveries] = useState<WebhookDelivery[] | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [asked, setAsked] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once more when somebody has sent something
  useEffect(() => {
    let ended = false
    const ask = () =>
      api(WebhookDeliveryPage, 'GET', `/webhooks/${id}/deliveries?limit=50`).then(
        ({ items }) => {
          if (ended) return
          setDeliveries(items)
          setError(null)
        },
        (thrown: unknown) => ended || setError(errorSentence(thrown)),
      )
    void ask()
    const timer = setInterval(() => document.visibilityState === 'visible' && void ask(), AGAIN)
    return () => {
      ended = true
      clearInterval(timer)
    }
  }, [id, asked])
  return { deliveries, error, refresh: async () => setAsked((n) => n + 1) }
}
