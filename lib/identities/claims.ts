import { Email, PersonName } from '../accounts/contract'
import { type Claims, SignInRefusal } from '../auth/elsewhere'
import type { OidcSettings } from '../auth/ways-in'
import type { Role } from '../context/actor'

/** Somebody as we read what an issuer says, or what keys of a bucket tell. */
export interface Told {
  kind: 'oidc' | 's3'
  /** With the subject: the only thing by which somebody is known again. */
  issuer: string
  subject: string
  /** For new accounts only: it is never looked for among those that are there. */
  email: string | null
  /** The issuer says that the address is somebody else's, or nobody's, until it is confirmed. */
  emailUnconfirmed: boolean
  /** Wanted as the username of a new account. */
  username: string
  name: string | null
  /** Undefined where claims say nothing about roles here. */
  role: Role | undefined
  /** In bytes, null for no limit; undefined where claims say nothing of it that makes sense. */
  quotaBytes: number | null | undefined
}

const UNITS = { kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 }
const SUBJECT_MOST = 255

/** @throws SignInRefusal for a subject that cannot be one */
export function readClaims(claims: Claims, settings: OidcSettings): Told {
  const { sub } = claims
  // Postgres holds no NUL, and all halves of surrogate pairs as one and the same character.
  if (typeof sub !== 'string' || sub === '' || sub.length > SUBJECT_MOST || /\0|\p{Cs}/u.test(sub))
    throw new SignInRefusal('claims')
  const email = Email.safeParse(claims.email)
  const name = PersonName.safeParse(typeof claims.name === 'string' ? claims.name.slice(0, 100) : undefined)
  return {
    kind: 'oidc',
    issuer: settings.issuer,
    subject: sub,
    email: email.success ? email.data : null,
    emailUnconfirmed: claims.email_verified === false || claims.email_verified === 'false',
    username: usernameOf(claims.preferred_username, email.data),
    name: name.success ? name.data : null,
    role: roleOf(claims, settings),
    quotaBytes: quotaOf(claims, settings.quotaClaim),
  }
}

/** Whoever has not the value is no administrator, also where the claim is not there: that is how issuers say that somebody is in no group. */
function roleOf(claims: Claims, { roleClaim, adminValue }: OidcSettings): Role | undefined {
  if (roleClaim === undefined || adminValue === undefined) return undefined
  const value = claimOf(claims, roleClaim)
  const values = Array.isArray(value) ? value : [value]
  return values.some((one) => (typeof one === 'string' || typeof one === 'boolean') && String(one) === adminValue)
    ? 'admin'
    : 'user'
}

/** Whole bytes as a number or digits, or with kB, MB, GB or TB; -1 or `unlimited` for no limit. */
function quotaOf(claims: Claims, claim: string | undefined): number | null | undefined {
  const value = claim === undefined ? undefined : claimOf(claims, claim)
  if (value === -1 || value === '-1' || value === 'unlimited') return null
  if (typeof value !== 'number' && typeof value !== 'string') return undefined
  const [, digits, unit] = /^(\d{1,16}(?:\.\d{1,3})?) ?(kB|MB|GB|TB)?$/i.exec(String(value).trim()) ?? []
  if (digits === undefined) return undefined
  const bytes = Number(digits) * (UNITS[unit?.toLowerCase() as keyof typeof UNITS] ?? 1)
  return Number.isSafeInteger(bytes) ? bytes : undefined
}

/** A claim by its name, which may be an address; else by a path of names with dots, such as realm_access.roles. */
function claimOf(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name]
  return name.split('.').reduce<unknown>((value, part) => {
    const inside = typeof value === 'object' && value !== null && Object.hasOwn(value, part)
    return inside ? (value as Claims)[part] : undefined
  }, claims)
}

/** In the letters of usernames; what comes of it may be too short, reserved or taken still. */
export function usernameOf(preferred: unknown, email: string | undefined): string {
  const wanted = typeof preferred === 'string' ? preferred.slice(0, 100) : (email ?? '')
  return (wanted.split('@')[0] ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 30)
    .replace(/^-+|-+$/g, '')
}
