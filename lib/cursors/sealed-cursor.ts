import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { env } from '../env'

/** Cursors of one length tell nothing by it. */
const BLOCK = 64
const NONCE = 12
const TAG = 16

const holder = globalThis as typeof globalThis & { albumenCursorKey?: Buffer }

/** Of AUTH_SECRET, so that every web process reads the cursors of the others; without one (tests) of this process alone. */
function key(): Buffer {
  holder.albumenCursorKey ??= createHash('sha256')
    .update(`cursors\n${env().AUTH_SECRET ?? randomBytes(32).toString('hex')}`)
    .digest()
  return holder.albumenCursorKey
}

/**
 * A place in a list as text that tells nothing: what lies between two pages may be somebody's private photos, and the filter of a
 * smart album is its owner's. The same place gives the same text.
 */
export function sealCursor(place: unknown): string {
  const text = Buffer.from(JSON.stringify(place))
  const padded = Buffer.alloc(Math.ceil((text.length + 1) / BLOCK) * BLOCK, ' ')
  text.copy(padded)
  const nonce = createHmac('sha256', key()).update(padded).digest().subarray(0, NONCE)
  const cipher = createCipheriv('aes-256-gcm', key(), nonce)
  return Buffer.concat([nonce, cipher.update(padded), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

/** What was sealed; null for anything `sealCursor` did not give. */
export function openCursor(cursor: string): unknown {
  const bytes = Buffer.from(cursor, 'base64url')
  // Node passes over what is no base64url: a cursor has one way to be written.
  if (bytes.length < NONCE + TAG + BLOCK || bytes.toString('base64url') !== cursor) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(0, NONCE))
    decipher.setAuthTag(bytes.subarray(-TAG))
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()])
    return JSON.parse(text.toString('utf8'))
  } catch {
    return null
  }
}
