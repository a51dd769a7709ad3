import * as z from 'zod'
import type { Database } from '@/db/client'
import type { UserActor } from '../context/actor'
import { AppError, type ErrorCode } from '../errors/app-error'
import type { Device } from './device-cookie'
import { SealedCookie } from './sealed-cookie'
import type { SessionToken } from './session-cookie'

/** What an issuer says of somebody, checked to be of it and unread. */
export type Claims = Record<string, unknown>

/** What somebody means by going to the issuer, besides coming in. */
const Intent = z.object({
  /** To have one more way into the account of this session. */
  link: z.object({ userId: z.uuid(), sessionId: z.uuid() }).optional(),
  /** To make an account by the invitation of this token. */
  invitation: z.string().max(100).optional(),
})
export type Intent = z.infer<typeof Intent>
export const intentCookie = new SealedCookie('albumen.intent', 15 * 60, Intent)

/** Who came from an issuer, and has a second factor here. */
const Pending = z.object({ userId: z.uuid(), version: z.int(), identityId: z.uuid() })
export type Pending = z.infer<typeof Pending>
export const pendingCookie = new SealedCookie('albumen.pending', 10 * 60, Pending)

/** Where somebody comes from who signed in elsewhere. */
export interface Arrival {
  address: string
  userAgent: string
  device: Device | null
  /** The browser's session so far. */
  sessionId: string | null
  /** Whose that is, where one wants to link. */
  actor: UserActor | null
  intent: Intent | null
}

/** What became of it. */
export type Entered =
  | { kind: 'session'; session: SessionToken }
  | { kind: 'second factor'; pending: Pending }
  | { kind: 'linked' }

/** Lets in whom an issuer names. Built where accounts are made (lib/identities). @throws SignInRefusal, AppError */
export type EnterElsewhere = (db: Database, claims: Claims, arrival: Arrival) => Promise<Entered>

/** The keys of a bucket as typed, with what else a log-in by them may need. */
export interface TypedKeys {
  accessKeyId: string
  secretAccessKey: string
  /** Of the second factor, where the account has one. */
  code?: string | undefined
  /** For a new account. */
  email?: string | undefined
  /** The token of an invitation, for a new account too. */
  invitation?: string | undefined
}

/** Lets in who has keys of the bucket. Built where accounts are made (lib/identities). @throws AppError */
export type EnterByKeys = (db: Database, typed: TypedKeys, arrival: Arrival) => Promise<SessionToken>

/** Why somebody is not let in who signed in elsewhere. The page knows words for each. */
export type Reason =
  | 'disabled'
  | 'closed'
  | 'invite'
  | 'invitation'
  | 'invitation-email'
  | 'email-missing'
  | 'email-unconfirmed'
  | 'email-taken'
  | 'taken'
  | 'session-changed'
  | 'claims'

/** A refusal that is told by an address, as a page follows. */
export class SignInRefusal extends AppError {
  constructor(
    readonly reason: Reason,
    code: ErrorCode = 'forbidden',
  ) {
    super(code, 'Signing in elsewhere did not let you in.')
  }
}
