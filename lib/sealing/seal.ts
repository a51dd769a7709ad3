import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** What a secret is for: each purpose has a key of its own, so that nothing sealed for one opens for another. */
export type Purpose =
  | 'source credentials'
  | 'webhook secrets'
  | 'share links'
  | 'second factor'
  | 'second factor set-up'
  | 'invitations'
  | 'signing in'

interface Sealing {
  purpose: Purpose
  /** The id of what it belongs to: moved to another row it does not open. */
  of: string
  /** AUTH_SECRET. */
  secret: string
}

const VERSION = 'v1'

/** Encrypts a text for the database: AES-256-GCM (NIST SP 800-38D) under a key that HKDF (RFC 5869) derives from AUTH_SECRET. */
export function seal(text: string, { purpose, of, secret }: Sealing): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, purpose), nonce)
  cipher.setAAD(Buffer.from(of))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return [VERSION, nonce, sealed, cipher.getAuthTag()]
    .map((part) => (Buffer.isBuffer(part) ? part.toString('base64url') : part))
    .join('.')
}

/** @throws Error when it was sealed with another AUTH_SECRET, for another thing or purpose, or is damaged */
export function unseal(sealed: string, { purpose, of, secret }: Sealing): string {
  const [version, nonce, body, tag] = sealed.split('.')
  if (version !== VERSION || !nonce || !body || !tag) throw new Error('what was sealed is damaged')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, purpose), Buffer.from(nonce, 'base64url'))
  decipher.setAAD(Buffer.from(of))
  decipher.setAuthTag(Buffer.from(tag, 'base64url'))
  return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8')
}

function keyOf(secret: string, purpose: Purpose): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'albumen', purpose, 32))
}
