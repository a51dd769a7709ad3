'use client'
import { useState } from 'react'
import { api } from '@/lib/http/client'
import { NewWebhook, Webhook } from '@/lib/webhooks/contract'
import { WEBHOOK_EVENTS, type WebhookEvent } from '@/lib/webhooks/outbox/event-contract'
import { FormMessage } from '../accounts/form-message'
import { SecretDialog } from '../accounts/secret-dialog'
import { useSubmit } from '../accounts/use-submit'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/checkbox'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { EVENT_WORDS } from './webhook-words'

interface WebhookDialogProps {
  /** The one to change; null for a new one. */
  webhook: Webhook | null
  onSaved: (webhook: Webhook) => void
  onClose: () => void
}

const MADE = {
  title: 'The webhook is made',
  about: 'Copy its secret now: it is shown this once. With it the receiver checks that what it gets comes from here.',
  label: 'Secret',
}

/** Makes a webhook and shows its secret this once, or changes one. */
export function WebhookDialog({ webhook, onSaved, onClose }: WebhookDialogProps) {
  const [secret, setSecret] = useState<string | null>(null)
  const save = async (url: string, events: WebhookEvent[]) => {
    if (webhook) {
      onSaved(await api(Webhook, 'PATCH', `/webhooks/${webhook.id}`, { url, events }))
      return onClose()
    }
    const { secret: shown, ...made } = await api(NewWebhook, 'POST', '/webhooks', { url, events })
    onSaved(made)
    setSecret(shown)
  }
  return (
    <SecretDialog
      title={webhook ? 'Edit webhook' : 'New webhook'}
      about={null}
      made={secret === null ? null : { ...MADE, secret }}
      onClose={onClose}
    >
      <WebhookForm webhook={webhook} onSave={save} onClose={onClose} />
    </SecretDialog>
  )
}

interface WebhookFormProps {
  webhook: Webhook | null
  onSave: (url: string, events: WebhookEvent[]) => Promise<void>
  onClose: () => void
}

function WebhookForm({ webhook, onSave, onClose }: WebhookFormProps) {
  const { busy, message, fieldError, onSubmit } = useSubmit(['url', 'events'], async (values) => {
    await onSave(
      values.url ?? '',
      WEBHOOK_EVENTS.filter((event) => event in values),
    )
  })
  const eventsError = fieldError('events')
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <FormMessage message={message} />
      <Field
        label="Address"
        hint="Where your program listens, such as https://example.org/hook."
        error={fieldError('url')}
      >
        <Input name="url" type="url" required maxLength={1000} autoComplete="off" defaultValue={webhook?.url} />
      </Field>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 font-semibold">It is told when</legend>
        {WEBHOOK_EVENTS.map((event) => (
          <Checkbox
            key={event}
            name={event}
            defaultChecked={webhook?.events.includes(event) ?? true}
            label={EVENT_WORDS[event].label}
            hint={EVENT_WORDS[event].hint}
          />
        ))}
        {eventsError && (
          <p role="alert" className="text-small text-danger">
            {eventsError}
          </p>
        )}
      </fieldset>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {webhook ? 'Save' : 'Make it'}
        </Button>
      </div>
    </form>
  )
}
