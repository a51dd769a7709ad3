import { createHash, randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const RANDOM = 30
const CHECKSUM = 6
const FORM = new RegExp(`^alb_[0-9A-Za-z]{${RANDOM + CHECKSUM}}$`)

/**
 * A new access token: `alb_`, 30 random base62 digits (178 bits), and the CRC-32 of those before it in 6, so that scanners for secrets
 * know one by its form (as GitHub's tokens do) and a mistyped one needs no database.
 */
export function makeAccessToken(): string {
  const random = randomDigits(RANDOM)
  return `alb_${random}${checksumOf(`alb_${random}`)}`
}

/** So many random base62 digits. */
export function randomDigits(count: number): string {
  return Array.from({ length: count }, () => DIGITS[randomInt(DIGITS.length)]).join('')
}

/** Whether a text can be an access token. */
export function isAccessToken(text: string): boolean {
  return FORM.test(text) && checksumOf(text.slice(0, -CHECKSUM)) === text.slice(-CHECKSUM)
}

/**
 * What a request sends as bearer, true or not; null where it sends none. A token of ours under another scheme, or under none, is a bearer that
 * nothing knows: nobody who means to come in by a token comes in by a cookie instead, or as nobody. A proxy's own log-in (Basic) is none.
 * @param header the value of Authorization
 */
export function bearerOf(header: string | null | undefined): string | null {
  const value = header?.trim() ?? ''
  const bearer = /^bearer\b(.*)$/is.exec(value)
  if (bearer) return (bearer[1] ?? '').trim()
  return /(^|[^0-9a-z])alb_/i.test(value) ? '' : null
}

/** What is kept of a token: SHA-256 in hex. Its 178 random bits need no slow hash. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function checksumOf(text: string): string {
  let rest = crc32(text)
  let digits = ''
  for (let at = 0; at < CHECKSUM; at += 1) {
    digits = `${DIGITS[rest % DIGITS.length]}${digits}`
    rest = Math.floor(rest / DIGITS.length)
  }
  return digits
}
