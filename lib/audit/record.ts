import type { Database } from '@/db/client'
import { auditLog } from '@/db/schema/audit'
import { personOf } from '../context/actor'
import type { Context } from '../context/context'
import type { AuditAction } from './actions'

/** An account that something is done to. */
interface Subject {
  id: string
  username: string
}

interface Entry {
  subject?: Subject | undefined
  /** Somebody unknown did it, who is not the subject. */
  stranger?: boolean
  /** Names of fields, roles, numbers: never what a person wrote or photographed. */
  details?: (typeof auditLog.$inferInsert)['details']
}

/**
 * Writes down who did what to whom, when and from where. In the transaction of what was done: the one is there exactly if the other is.
 * @param tx the transaction
 * @param ctx who did it, and from where
 */
export async function record(
  tx: Database,
  ctx: Pick<Context, 'actor' | 'address'>,
  action: AuditAction,
  entry: Entry = {},
): Promise<void> {
  const { actor } = ctx
  const person = personOf(actor)
  // Whoever signs up or logs in is not known before.
  const isSubject = actor.kind === 'anonymous' && !entry.stranger
  const who = person ?? (isSubject && entry.subject ? { userId: entry.subject.id, ...entry.subject } : null)
  await tx.insert(auditLog).values({
    action,
    actorId: who?.userId ?? null,
    actorName: who?.username ?? null,
    subjectId: entry.subject?.id ?? null,
    subjectName: entry.subject?.username ?? null,
    address: ctx.address ?? null,
    details: entry.details ?? {},
  })
}
