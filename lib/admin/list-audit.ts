import { and, desc, eq, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import { auditLog } from '@/db/schema/audit'
import { record } from '../audit/record'
import { requireAdmin } from '../context/actor'
import type { Context } from '../context/context'
import { decodeIdCursor, encodeIdCursor } from '../cursors/id-cursor'
import type { AuditEntry, AuditFilter, AuditPage, AuditQuery } from './audit-contract'

/** Rows of one page of the export. */
const EXPORT_PAGE = 1000
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * What was done to accounts and to the library, latest first.
 * @throws AppError unauthenticated, forbidden (a token), not_found (no administrator), invalid (cursor)
 */
export async function listAudit(ctx: Context, query: AuditQuery): Promise<AuditPage> {
  requireAdmin(ctx.actor)
  const after = query.cursor === undefined ? undefined : decodeIdCursor(query.cursor)
  const items = await entriesOf(ctx, query, after, query.limit + 1)
  const shown = items.slice(0, query.limit)
  const last = items.length > query.limit ? shown.at(-1) : undefined
  return { items: shown, next: last ? encodeIdCursor(last.id) : null }
}

/** The same as lines of CSV, with a heading (RFC 4180). That it was taken is written down. @throws AppError as listAudit */
export async function exportAudit(ctx: Context, filter: AuditFilter): Promise<AsyncGenerator<string>> {
  requireAdmin(ctx.actor)
  await record(ctx.db, ctx, 'audit.exported', { details: { filters: Object.keys(filter) } })
  return linesOf(ctx, filter)
}

async function* linesOf(ctx: Context, filter: AuditFilter): AsyncGenerator<string> {
  yield csvLine(['at', 'action', 'actor', 'subject', 'address', 'details', 'actorId', 'subjectId'])
  let after: string | undefined
  for (;;) {
    const page = await entriesOf(ctx, filter, after, EXPORT_PAGE)
    for (const { at, action, actor, actorId, subject, subjectId, address, details } of page) {
      const names = [actor ?? '', subject ?? '', address ?? '']
      yield csvLine([at, action, ...names, JSON.stringify(details), actorId ?? '', subjectId ?? ''])
    }
    after = page.at(-1)?.id
    if (page.length < EXPORT_PAGE) return
  }
}

/** A line of CSV. What spreadsheets would take for a formula is told to be text. */
export function csvLine(fields: string[]): string {
  const cells = fields.map((field) => `"${(/^[=+\-@\t\r]/.test(field) ? `'${field}` : field).replaceAll('"', '""')}"`)
  return `${cells.join(',')}\r\n`
}

async function entriesOf(
  ctx: Context,
  filter: AuditFilter,
  after: string | undefined,
  limit: number,
): Promise<AuditEntry[]> {
  const behind = after === undefined ? undefined : lt(auditLog.id, after)
  const rows = await ctx.db
    .select()
    .from(auditLog)
    .where(and(conditionOf(filter), behind))
    .orderBy(desc(auditLog.id))
    .limit(limit)
  return rows.map(({ at, actorName, subjectName, ...row }) => ({
    ...row,
    at: at.toISOString(),
    actor: actorName,
    subject: subjectName,
  }))
}

function conditionOf({ action, person, after, before }: AuditFilter): SQL | undefined {
  return and(
    action === undefined ? undefined : eq(auditLog.action, action),
    person === undefined ? undefined : ofPerson(person.toLowerCase()),
    after === undefined ? undefined : gte(auditLog.at, sql`${after}::date at time zone 'UTC'`),
    before === undefined ? undefined : lt(auditLog.at, sql`(${before}::date + 1) at time zone 'UTC'`),
  )
}

/** What accounts did, or what was done to them: the one with this id, or all that have or had this username. */
function ofPerson(person: string): SQL | undefined {
  const { actorId, actorName, subjectId, subjectName } = auditLog
  if (UUID.test(person)) return or(eq(actorId, person), eq(subjectId, person))
  const ids = sql`(select id from users where username = ${person}
    union select actor_id from audit_log where actor_name = ${person}
    union select subject_id from audit_log where subject_name = ${person}
    union select subject_id from audit_log where action = 'account.changed' and details ->> 'username' = ${person})`
  return or(inArray(actorId, ids), inArray(subjectId, ids), eq(actorName, person), eq(subjectName, person))
}
