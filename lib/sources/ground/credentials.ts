import * as z from 'zod'
import { seal, unseal } from '../../sealing/seal'

const Credentials = z.strictObject({ accessKeyId: z.string(), secretAccessKey: z.string() })
export type Credentials = z.infer<typeof Credentials>

const PURPOSE = 'source credentials'

/**
 * Encrypts access keys for the database, bound to the source they belong to.
 * @param secret AUTH_SECRET
 */
export function sealCredentials(credentials: Credentials, sourceId: string, secret: string): string {
  return seal(JSON.stringify(credentials), { purpose: PURPOSE, of: sourceId, secret })
}

/** @throws Error when they were sealed with another AUTH_SECRET, for another source, or are damaged */
export function openCredentials(sealed: string, sourceId: string, secret: string): Credentials {
  return Credentials.parse(JSON.parse(unseal(sealed, { purpose: PURPOSE, of: sourceId, secret })))
}
