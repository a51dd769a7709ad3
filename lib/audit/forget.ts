import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'

/** Takes out of the audit log what is older than a year. Run by the worker every day. */
export async function forgetAudit(db: Database): Promise<void> {
  await db.execute(sql`delete from audit_log where at < now() - interval '1 year'`)
}
