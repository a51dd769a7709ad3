import type { users } from '@/db/schema/users'
import { AppError } from '../errors/app-error'
import { Username } from './contract'

type Texts = Pick<typeof users.$inferSelect, 'email' | 'username' | 'name'>
type Changes = { [K in keyof Texts | 'password']?: string | undefined }

/** The names of what changes about an account, for the audit log: no values but usernames, by which the log itself speaks of people. */
function changedFields(before: Texts, changes: Changes): string[] {
  const named = (['email', 'username', 'name'] as const).filter((key) => (changes[key] ?? before[key]) !== before[key])
  return changes.password === undefined ? named : [...named, 'password']
}

/** The same as details of an entry, with the username before and after where that changes; null where nothing does. */
export function changeDetails(before: Texts, changes: Changes) {
  const fields = changedFields(before, changes)
  if (fields.length === 0) return null
  const renamed = { username: changes.username ?? null, usernameBefore: before.username }
  return { fields, ...(fields.includes('username') ? renamed : {}) }
}

/** Refuses a new username that breaks the rules of today. One that was taken under older ones may stay. @throws AppError invalid */
export function assertNewUsername(before: string, after: string | undefined): void {
  if (after === undefined || after === before) return
  const parsed = Username.safeParse(after)
  if (parsed.success) return
  const message = parsed.error.issues[0]?.message ?? 'choose another one'
  throw new AppError('invalid', `username: ${message}`, { errors: [{ path: 'username', message }] })
}
