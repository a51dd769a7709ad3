import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import * as z from 'zod'

const Credentials = z.strictObject({ accessKeyId: z.string(), secretAccessKey: z.string() })
export type Credentials = z.infer<typeof Credentials>

const VERSION = 'v1'

/**
 * Encrypts access keys for the database: AES-256-GCM (NIST SP 800-38D) under a key that HKDF (RFC 5869) derives from AUTH_SECRET, bound
 * to the source they belong to.
 * @param secret AUTH_SECRET
 */
export function sealCredentials(credentials: Credentials, sourceId: string, secret: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce)
  cipher.setAAD(Buffer.from(sourceId))
  const sealed = Buffer.concat([cipher.update(JSON.stringify(credentials), 'utf8'), cipher.final()])
  return [VERSION, nonce, sealed, cipher.getAuthTag()]
    .map((part) => (Buffer.isBuffer(part) ? part.toString('base64url') : part))
    .join('.')
}

/** @throws Error when they were sealed with another AUTH_SECRET, for another source, or are damaged */
export function openCredentials(sealed: string, sourceId: string, secret: string): Credentials {
  const [version, nonce, body, tag] = sealed.split('.')
  if (version !== VERSION || !nonce || !body || !tag) throw new Error('the stored access keys are damaged')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), Buffer.from(nonce, 'base64url'))
  decipher.setAAD(Buffer.from(sourceId))
  decipher.setAuthTag(Buffer.from(tag, 'base64url'))
  const plain = Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8')
  return Credentials.parse(JSON.parse(plain))
}

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'albumen', 'source credentials', 32))
}
