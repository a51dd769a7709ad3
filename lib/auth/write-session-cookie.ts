import { encode } from 'next-auth/jwt'
import { authSecret, SESSION_SECONDS, type SessionToken, secureCookies, sessionCookieName } from './session-cookie'

/** The Set-Cookie value that gives a browser a session, as next-auth itself writes it. */
export async function writtenSessionCookie(token: SessionToken): Promise<string> {
  const value = await encode({ token: { ...token }, secret: authSecret(), maxAge: SESSION_SECONDS })
  const attributes = `Path=/; Max-Age=${SESSION_SECONDS}; HttpOnly; SameSite=Lax${secureCookies() ? '; Secure' : ''}`
  return `${sessionCookieName()}=${value}; ${attributes}`
}
