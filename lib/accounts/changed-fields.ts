import type { users } from '@/db/schema/users'

type Texts = Pick<typeof users.$inferSelect, 'email' | 'username' | 'name'>
type Changes = { [K in keyof Texts | 'password']?: string | undefined }

/** The names of what changes about an account, for the audit log: never the values. */
export function changedFields(before: Texts, changes: Changes): string[] {
  const named = (['email', 'username', 'name'] as const).filter((key) => (changes[key] ?? before[key]) !== before[key])
  return changes.password === undefined ? named : [...named, 'password']
}
