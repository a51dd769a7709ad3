import { sql } from 'drizzle-orm'
import { version } from '@/package.json'
import { requireAdmin } from '../context/actor'
import type { Context } from '../context/context'
import { readiness } from '../health/readiness'
import { mailState } from '../mail/mail-state'
import type { AdminHealth } from './health-contract'

/**
 * Whether all that the library needs answers and can be written, and what runs.
 * @throws AppError unauthenticated, forbidden (a token), not_found (no administrator)
 */
export async function getHealth(ctx: Context): Promise<AdminHealth> {
  requireAdmin(ctx.actor)
  const asked = Date.now()
  const { rows } = await ctx.db.execute<{ now: string; version: string }>(
    sql`select extract(epoch from clock_timestamp()) as now, current_setting('server_version') as version`,
  )
  // The answer was made somewhere between the question and now.
  const early = asked / 1000 - Number(rows[0]?.now)
  const late = Number(rows[0]?.now) - Date.now() / 1000
  return {
    ...(await readiness()),
    mail: mailState(),
    clockSeconds: Math.max(0, early, late),
    versions: {
      Albumen: version,
      'Node.js': process.versions.node,
      PostgreSQL: rows[0]?.version.split(' ')[0] ?? 'unknown',
    },
  }
}
