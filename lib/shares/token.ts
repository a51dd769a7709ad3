import { createHash } from 'node:crypto'
import { randomDigits } from '../auth/access-token'
import { env } from '../env'
import { describeError, logEvent } from '../log'
import { seal, unseal } from '../sealing/seal'
import { sealingSecret } from '../sealing/sealing-secret'

/** 22 base62 digits: 131 random bits. */
const DIGITS = 22
const FORM = /^[0-9A-Za-z]{22}$/
const PURPOSE = 'share links'

/** A new token: the last part of a link's address. */
export function makeLinkToken(): string {
  return randomDigits(DIGITS)
}

/** Whether a text can be a link's token. */
export function isLinkToken(text: string): boolean {
  return FORM.test(text)
}

/** What a token is looked up by: SHA-256 in hex. */
export function hashOfLinkToken(token: string): string {
  return createHash('sha256').update(`link\n${token}`).digest('hex')
}

/** A token as it is kept, so that its owner can be shown the address again. */
export function sealLinkToken(token: string, linkId: string, secret = sealingSecret()): string {
  return seal(token, { purpose: PURPOSE, of: linkId, secret })
}

/** A link's address for its owner; null where its token was sealed with another AUTH_SECRET. @param origin of this site */
export function linkUrl(link: { id: string; tokenSealed: string }, origin: string): string | null {
  try {
    const token = unseal(link.tokenSealed, { purpose: PURPOSE, of: link.id, secret: sealingSecret() })
    return `${env().APP_URL ?? origin}/s/${token}`
  } catch (error) {
    logEvent('warn', 'link.sealed', { linkId: link.id, error: describeError(error) })
    return null
  }
}
