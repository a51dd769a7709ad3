import { createHmac } from 'node:crypto'

/** Tells one AUTH_SECRET from another, and nothing else of it. */
export function secretMark(secret: string | undefined): string | null {
  return secret ? createHmac('sha256', secret).update('albumen-backup').digest('hex') : null
}
