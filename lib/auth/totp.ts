import { Secret, TOTP } from 'otpauth'

const SECONDS = 30
/** Codes of one step before and after count too: clocks differ (RFC 6238, 5.2). */
const WINDOW = 1

function codesOf(secret: string, label = ''): TOTP {
  return new TOTP({ issuer: 'Albumen', label, secret: Secret.fromBase32(secret), digits: 6, period: SECONDS })
}

/** A new secret of 160 bits (RFC 4226, 4), in base32 as authenticator apps take it. */
export function makeTotpSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** What the QR code says to an authenticator app. @param label whose account it is */
export function totpUri(secret: string, label: string): string {
  return codesOf(secret, label).toString()
}

/** The code of a moment. @param now in ms */
export function totpCode(secret: string, now: number): string {
  return codesOf(secret).generate({ timestamp: now })
}

/** The time step that a code is of, around now; null for a wrong code. @param now in ms */
export function totpStep(secret: string, code: string, now: number): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const delta = codesOf(secret).validate({ token: code, timestamp: now, window: WINDOW })
  return delta === null ? null : Math.floor(now / 1000 / SECONDS) + delta
}
