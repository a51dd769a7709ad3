import { env } from '../env'
import { AppError } from '../errors/app-error'

/** The issuer at which people sign in, as the environment says it. */
export interface OidcSettings {
  /** Its address without a slash at the end: half of what an identity is known by. */
  issuer: string
  clientId: string
  clientSecret: string | undefined
  /** What people call it. */
  name: string
  scope: string
  signingAlg: string
  roleClaim: string | undefined
  adminValue: string | undefined
  quotaClaim: string | undefined
  /** Undefined: the settings of sign-up hold. */
  signUp: boolean | undefined
}

/** The issuer, where there is one. */
export function oidcSettings(): OidcSettings | null {
  const given = env()
  if (!given.OIDC_ISSUER || !given.OIDC_CLIENT_ID) return null
  return {
    issuer: withoutSlash(given.OIDC_ISSUER),
    clientId: given.OIDC_CLIENT_ID,
    clientSecret: given.OIDC_CLIENT_SECRET,
    name: given.OIDC_NAME ?? new URL(given.OIDC_ISSUER).host,
    scope: given.OIDC_SCOPE,
    signingAlg: given.OIDC_SIGNING_ALG,
    roleClaim: given.OIDC_ROLE_CLAIM,
    adminValue: given.OIDC_ADMIN_VALUE,
    quotaClaim: given.OIDC_QUOTA_CLAIM,
    signUp: given.OIDC_SIGNUP,
  }
}

/** The bucket whose keys let people in, as the environment says it. */
export interface S3LoginSettings {
  endpoint: string
  bucket: string
  region: string
  forcePathStyle: boolean
  /** Server and bucket: half of what an identity is known by. */
  issuer: string
}

/** The bucket, where there is one. */
export function s3LoginSettings(): S3LoginSettings | null {
  const given = env()
  if (!given.S3_LOGIN_ENDPOINT || !given.S3_LOGIN_BUCKET) return null
  return {
    endpoint: given.S3_LOGIN_ENDPOINT,
    bucket: given.S3_LOGIN_BUCKET,
    region: given.S3_LOGIN_REGION,
    forcePathStyle: given.S3_LOGIN_FORCE_PATH_STYLE,
    issuer: `${given.S3_LOGIN_ENDPOINT}/${given.S3_LOGIN_BUCKET}`,
  }
}

/** An issuer's address as it is compared and kept. */
export function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '')
}

/** Whether people log in with passwords. */
export function passwordLogin(): boolean {
  return env().PASSWORD_LOGIN !== false
}

/** A password that opens nothing is not taken as if it did. @throws AppError unprocessable where nobody logs in with a password */
export function assertPasswordOpens(): void {
  if (passwordLogin()) return
  const message = 'leave it out, nobody logs in with a password here; invite people instead'
  throw new AppError('unprocessable', `password: ${message}`, { errors: [{ path: 'password', message }] })
}

/** @throws AppError forbidden where nobody logs in with a password */
export function assertPasswordLogin(): void {
  if (!passwordLogin()) throw new AppError('forbidden', 'Nobody logs in with a password here. Sign in the other way.')
}
