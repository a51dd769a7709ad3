import { decode } from 'next-auth/jwt'
import * as z from 'zod'
import { env } from '../env'

/** Longest life of a log-in, in seconds. */
export const SESSION_SECONDS = 30 * 24 * 3600
/** Longest pause between two requests of a log-in, in seconds. */
export const SESSION_IDLE_SECONDS = 14 * 24 * 3600

/** What the cookie carries; the database says on every request whether it still holds. */
export const SessionToken = z.object({ sub: z.uuid(), sid: z.uuid(), ver: z.int() })
export type SessionToken = z.infer<typeof SessionToken>

/** Whether cookies are marked Secure and carry the `__Host-` prefix: only where the app's address is https. */
export function secureCookies(): boolean {
  return env().APP_URL?.startsWith('https://') ?? false
}

/** Name of the session cookie; over https its prefix binds it to this host. */
export function sessionCookieName(): string {
  return secureCookies() ? '__Host-next-auth.session-token' : 'next-auth.session-token'
}

/** The key of all session cookies. @throws Error when AUTH_SECRET is missing: `npm start` makes and keeps one */
export function authSecret(): string {
  const secret = env().AUTH_SECRET
  if (!secret) throw new Error('AUTH_SECRET is not set; start Albumen with `npm start`')
  return secret
}

/** The value of the session cookie in a Cookie header, or null. */
export function readSessionCookie(header: string | null): string | null {
  const name = `${sessionCookieName()}=`
  for (const part of header?.split(';') ?? []) {
    const pair = part.trim()
    if (pair.startsWith(name)) return pair.slice(name.length) || null
  }
  return null
}

/** Decrypts a session cookie; null for anything that is not one of ours (damaged, expired, another kind of token). */
export async function openSessionCookie(value: string): Promise<SessionToken | null> {
  if (value.length > 4096) return null
  const secret = authSecret()
  const payload = await decode({ token: value, secret }).catch(() => null)
  const parsed = SessionToken.safeParse(payload)
  return parsed.success ? parsed.data : null
}

/** The Set-Cookie value that removes the session cookie from a browser. */
export function clearedSessionCookie(): string {
  return `${sessionCookieName()}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secureCookies() ? '; Secure' : ''}`
}
