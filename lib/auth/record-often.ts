import type { Database } from '@/db/client'
import type { AuditAction } from '../audit/actions'
import { record } from '../audit/record'
import { countAttempt, type Limit } from './attempts'

/** What is written down of one account, of each kind of what it may do without end. */
export const WRITTEN_OFTEN: Limit = { name: 'written-often', count: 100, seconds: 3600 }

type Entry = Parameters<typeof record>[3] & { subject: { id: string; username: string } }

/**
 * As `record`, for what anybody with an account may do again and again (log in and out, change their name): that shall not fill the disk. The last
 * entry of an hour says that further ones are left out; other kinds, and other people, are counted by themselves.
 */
export async function recordOften(
  tx: Database,
  ctx: Parameters<typeof record>[1],
  action: AuditAction,
  { details = {}, ...entry }: Entry,
): Promise<void> {
  const { count, over } = await countAttempt(tx, WRITTEN_OFTEN, `${action}\n${entry.subject.id}`)
  if (over) return
  const last: Record<string, string> = count === WRITTEN_OFTEN.count ? { rest: 'not listed' } : {}
  await record(tx, ctx, action, { ...entry, details: { ...details, ...last } })
}
