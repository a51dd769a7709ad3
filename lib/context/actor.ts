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

/** Who asks. `system` is the worker and the command line; it never comes from a request. */
export type Actor = { kind: 'anonymous' } | UserActor | { kind: 'system' }

export const ANONYMOUS: Actor = { kind: 'anonymous' }
export const SYSTEM: Actor = { kind: 'system' }

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
