import type { SQL } from 'drizzle-orm'
import { AppError, notFound } from '../errors/app-error'

export type Role = 'admin' | 'user'

/** The person in whose name a request comes. */
export interface Person {
  userId: string
  username: string
  name: string
  /** Of what the request may do: a token has no rights of an administrator, whoever it belongs to. */
  role: Role
}

/** Somebody who logged in. */
export interface UserActor extends Person {
  kind: 'user'
  sessionId: string
  /** An administrator without the second factor that administrators need here: does nothing of theirs until it is set up. */
  lacksSecondFactor?: boolean
}

/** What an access token may do in its person's name; `write` includes `read`. */
export type TokenScope = 'read' | 'write'

/** A program with an access token of a person: what the token's scopes allow of what the person may do. */
export interface TokenActor extends Person {
  kind: 'token'
  tokenId: string
  role: 'user'
  scopes: TokenScope[]
}

/** What the owner of a share link allows its visitors beside looking. */
export interface LinkRights {
  /** Originals without their metadata, and zips of them. */
  allowDownload: boolean
  /** Where the owner's photos were taken. */
  showLocation: boolean
  allowPicks: boolean
  allowUpload: boolean
}

/** Whoever holds a share link: what the link gives and nothing else, not even what the visitor's own account would see. */
export interface LinkActor {
  kind: 'link'
  linkId: string
  /** Stands in the addresses that its visitor is given. */
  token: string
  ownerId: string
  rights: LinkRights
  /** The album that it opens; null for a selection or a filter. */
  albumId: string | null
  /** Its filter has more conditions than people set by hand: asked where it holds up nobody else. */
  dear: boolean
  /** Which photos it opens, as a condition on `photos` that is false as soon as the link does not hold any more. */
  photos: SQL
}

/** Who asks. `system` is the worker and the command line; it never comes from a request. `link` comes in by its own routes only (lib/shares). */
export type Actor = { kind: 'anonymous' } | UserActor | { kind: 'system' } | LinkActor | TokenActor

/** Nobody is logged in. */
export const ANONYMOUS: Actor = { kind: 'anonymous' }
/** The worker and the command line. */
export const SYSTEM: Actor = { kind: 'system' }

/** The end of every choice by the kind of an actor: a kind that was forgotten does not compile. @throws Error */
export function refuseKind(actor: never): never {
  throw new Error(`no rule for an actor of the kind ${(actor as Actor).kind}`)
}

/** The person in whose name a request comes; null where there is none. */
export function personOf(actor: Actor): UserActor | TokenActor | null {
  switch (actor.kind) {
    case 'user':
    case 'token':
      return actor
    case 'anonymous':
    case 'system':
    case 'link':
      return null
    default:
      return refuseKind(actor)
  }
}

/** The id of the person in whose name a request comes; null where there is none. */
export function userIdOf(actor: Actor): string | null {
  return personOf(actor)?.userId ?? null
}

/** The person behind a request. @throws AppError unauthenticated */
export function requireUser(actor: Actor): Person {
  const person = personOf(actor)
  if (!person) throw new AppError('unauthenticated', 'Log in to do this.')
  return person
}

/** The person behind a request, who logged in with a password: no token will do. @throws AppError unauthenticated, forbidden */
export function requireSession(actor: Actor): UserActor {
  if (actor.kind === 'token') throw new AppError('forbidden', 'An access token cannot do this. Log in to do it.')
  if (actor.kind !== 'user') throw new AppError('unauthenticated', 'Log in to do this.')
  return actor
}

/**
 * The administrator behind a request; to everyone else what is for administrators does not exist.
 * @throws AppError unauthenticated, forbidden, not_found, second_factor_missing
 */
export function requireAdmin(actor: Actor): UserActor {
  const user = requireSession(actor)
  if (user.role !== 'admin') throw notFound()
  if (user.lacksSecondFactor) {
    throw new AppError(
      'second_factor_missing',
      'Administrators need a second factor here. Set one up in your settings, then come back.',
    )
  }
  return user
}

/** Whether an administrator asks. */
export function isAdmin(actor: Actor): boolean {
  return actor.kind === 'user' && actor.role === 'admin'
}
