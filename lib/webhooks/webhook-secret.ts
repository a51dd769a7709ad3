import { createHmac, randomBytes } from 'node:crypto'
import { seal, unseal } from '../sealing/seal'
import { sealingSecret } from '../sealing/sealing-secret'

const PURPOSE = 'webhook secrets'

/** A new secret: 256 random bits, recognizable where it turns up by mistake. */
export function makeWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64url')}`
}

/** Encrypts a webhook's secret for the database. */
export function sealWebhookSecret(secret: string, webhookId: string): string {
  return seal(secret, { purpose: PURPOSE, of: webhookId, secret: sealingSecret() })
}

/** @throws Error when AUTH_SECRET has changed since, or it belongs to another webhook */
export function openWebhookSecret(sealed: string, webhookId: string): string {
  return unseal(sealed, { purpose: PURPOSE, of: webhookId, secret: sealingSecret() })
}

/**
 * The value of `Albumen-Signature`: the time, and HMAC-SHA-256 over the time, a dot and the body.
 * @param seconds since 1970
 */
export function signatureOf(secret: string, seconds: number, body: string): string {
  const hex = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${hex}`
}
