import { createHash } from 'node:crypto'
import { randomDigits } from '../auth/access-token'

/** 22 base62 digits: 131 random bits. */
const DIGITS = 22
const FORM = /^[0-9A-Za-z]{22}$/

/** What a token is for; one that was made for one thing is nothing for another. */
type Purpose = 'invitation' | 'password' | 'email'

/** A new token: the last part of the address that somebody gets. It is kept nowhere. */
export function makeOneTimeToken(): string {
  return randomDigits(DIGITS)
}

/** What is kept of a token, and looked for: SHA-256 in hex. Null for a text that cannot be one. */
export function hashOfOneTimeToken(purpose: Purpose, token: string): string | null {
  if (!FORM.test(token)) return null
  return createHash('sha256').update(`${purpose}\n${token}`).digest('hex')
}
