import { AppError, notFound } from '../errors/app-error'

export type Role = 'admin' | 'user'

export interface UserActor {
  kind: 'user'
  userId: string
  username: string
  name: string
  role: Role
  sessionId: string
}

/** Whoever holds a share link: what the link gives and nothing else, not even what its maker's account would see. */
export interface LinkActor {
  kind: 'link'
  linkId: string
}

/** A program with an access token of a person: what the token's scopes allow of what the person may do. */
export interface TokenActor {
  kind: 'token'
  tokenId: string
  userId: string
  scopes: string[]
}

/**
 * Who asks. `system` is the worker and the command line; it never comes from a request. `link` and `token` have no door yet: everything
 * is refused to them.
 */
export type Actor = { kind: 'anonymous' } | UserActor | { kind: 'system' } | LinkActor | TokenActor

export const ANONYMOUS: Actor = { kind: 'anonymous' }
export const SYSTEM: Actor = { kind: 'system' }

/** The end of every choice by the kind of an actor: a kind that was forgotten does not compile. @throws Error */
export function refuseKind(actor: never): never {
  throw new Error(`no rule for an actor of the kind ${(actor as Actor).kind}`)
}

/** The id of the person who asks; null for everybody who is no person that logged in. */
export function userIdOf(actor: Actor): string | null {
  switch (actor.kind) {
    case 'user':
      return actor.userId
    case 'anonymous':
    case 'system':
    case 'link':
    case 'token':
      return null
    default:
      return refuseKind(actor)
  }
}

/** The person behind a request. @throws AppError unauthenticated */
export function requireUser(actor: Actor): UserActor {
  if (actor.kind !== 'user') throw new AppError('unauthenticated', 'Log in to do this.')
  return actor
}

/** The administrator behind a request; to everyone else what is for administrators does not exist. @throws AppError unauthenticated, not_found */
export function requireAdmin(actor: Actor): UserActor {
  const user = requireUser(actor)
  if (user.role !== 'admin') throw notFound()
  return user
}

/** Whether an administrator asks. */
export function isAdmin(actor: Actor): boolean {
  return actor.kind === 'user' && actor.role === 'admin'
}
