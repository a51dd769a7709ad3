import { and, desc, eq, gte, lt, or, type SQL, sql } from 'drizzle-orm'
import { auditLog } from '@/db/schema/audit'
import { requireAdmin } from '../context/actor'
import type { Context } from '../context/context'
import { decodeIdCursor, encodeIdCursor } from '../cursors/id-cursor'
import type { AuditEntry, AuditFilter, AuditPage, AuditQuery } from './audit-contract'

/** Rows of one page of the export. */
const EXPORT_PAGE = 1000

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

/** The same as lines of CSV, with a heading (RFC 4180). @throws AppError as listAudit */
export async function* exportAudit(ctx: Context, filter: AuditFilter): AsyncGenerator<string> {
  requireAdmin(ctx.actor)
  yield csvLine(['at', 'action', 'actor', 'subject', 'address', 'details'])
  let after: string | undefined
  for (;;) {
    const page = await entriesOf(ctx, filter, after, EXPORT_PAGE)
    for (const { at, action, actor, subject, address, details } of page) {
      yield csvLine([at, action, actor ?? '', subject ?? '', address ?? '', JSON.stringify(details)])
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
  return rows.map(({ id, at, action, actorName, subjectName, address, details }) => ({
    id,
    at: at.toISOString(),
    action,
    actor: actorName,
    subject: subjectName,
    address,
    details,
  }))
}

function conditionOf({ action, person, after, before }: AuditFilter): SQL | undefined {
  const name = person?.toLowerCase()
  return and(
    action === undefined ? undefined : eq(auditLog.action, action),
    name === undefined ? undefined : or(eq(auditLog.actorName, name), eq(auditLog.subjectName, name)),
    after === undefined ? undefined : gte(auditLog.at, sql`${after}::date at time zone 'UTC'`),
    before === undefined ? undefined : lt(auditLog.at, sql`(${before}::date + 1) at time zone 'UTC'`),
  )
}
