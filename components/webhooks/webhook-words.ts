import type { Webhook, WebhookDelivery } from '@/lib/webhooks/contract'
import type { WebhookEvent } from '@/lib/webhooks/outbox/event-contract'
import { momentLabel } from '../words/date-text'

/** What each event means, for people. */
export const EVENT_WORDS: Record<WebhookEvent, { label: string; hint: string }> = {
  'photo.ready': { label: 'A photo is ready', hint: 'It was added, or its file was replaced.' },
  'photo.changed': { label: 'A photo was changed', hint: 'What is said of it, who sees it, or it came back.' },
  'photo.deleted': { label: 'A photo was deleted', hint: 'It went to the trash, or for ever.' },
  'album.changed': { label: 'An album was changed', hint: 'It is new, has other photos, or is gone.' },
  'source.scanned': { label: 'A source was scanned', hint: 'A scan has ended.' },
}

/** How a webhook stands, in a word or two. */
export function stateOfWebhook({ enabled, failingSince }: Webhook): { text: string; tone: 'neutral' | 'danger' } {
  if (!enabled) return { text: failingSince ? 'Switched off after failures' : 'Switched off', tone: 'danger' }
  return failingSince ? { text: 'Failing', tone: 'danger' } : { text: 'On', tone: 'neutral' }
}

/** What a webhook's owner should know and do about it; null where all is well. */
export function troubleOf({ enabled, failingSince, lastDelivery }: Webhook): string | null {
  if (!failingSince) return null
  if (!enabled) {
    return 'Nothing arrived at this address for a week, so nothing is sent there any more. Put the receiver right, then switch it on again.'
  }
  const why = lastDelivery?.error ? ` ${lastDelivery.error}` : ''
  return `Nothing has arrived since ${momentLabel(failingSince)}.${why} After a week of it nothing is sent any more.`
}

/** The newest delivery of a webhook, in a few words. */
export function lastWords({ lastDelivery: last }: Webhook): string {
  return last ? `Last: ${last.event}, ${stateOfDelivery(last).text.toLowerCase()} ${timeOf(last)}` : 'Nothing sent yet'
}

/** How a delivery stands. */
export function stateOfDelivery({ status, attempts }: WebhookDelivery): { text: string; tone: 'neutral' | 'danger' } {
  if (status === 'delivered') return { text: 'Delivered', tone: 'neutral' }
  if (status === 'failed') return { text: 'Failed', tone: 'danger' }
  return attempts === 0 ? { text: 'Waiting', tone: 'neutral' } : { text: 'Trying again', tone: 'danger' }
}

/** When a delivery was sent and what came back. */
export function deliveryFacts(delivery: WebhookDelivery): string {
  const { status, attempts, responseStatus, nextAttemptAt, attemptedAt } = delivery
  return [
    momentLabel(attemptedAt ?? delivery.createdAt),
    attempts > 1 && `${attempts} attempts`,
    responseStatus !== null && status === 'delivered' && `answered ${responseStatus}`,
    attempts > 0 && nextAttemptAt !== null && `next ${momentLabel(nextAttemptAt)}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

function timeOf({ attemptedAt, createdAt }: WebhookDelivery): string {
  return momentLabel(attemptedAt ?? createdAt)
}
