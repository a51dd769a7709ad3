import type { users } from '@/db/schema/users'

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
