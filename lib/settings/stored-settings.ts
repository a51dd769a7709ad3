import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { settings } from '@/db/schema/settings'
import { env } from '../env'

export type Stored = Omit<typeof settings.$inferSelect, 'id' | 'updatedAt'>

const NOTHING: Stored = {
  signup: null,
  newQuotaBytes: null,
  adminSecondFactor: false,
  maxUploadBytes: null,
  sourceMaxObjects: null,
  sourceMaxObjectsAccounts: null,
  pausedTasks: [],
}

/** What administrators have set. */
export async function readSettings(db: Database): Promise<Stored> {
  const [row] = await db.select().from(settings).where(eq(settings.id, 1))
  if (!row) return NOTHING
  const { id, updatedAt, ...stored } = row
  return stored
}

/** Keeps what an administrator sets. */
export async function writeSettings(tx: Database, changes: Partial<Stored>): Promise<void> {
  await tx
    .insert(settings)
    .values({ id: 1, ...changes })
    .onConflictDoUpdate({ target: settings.id, set: { ...changes, updatedAt: sql`now()` } })
}

/** Who may make an account: what the environment says wins, then what an administrator set. */
export function signUpMode(stored: Pick<Stored, 'signup'>): 'open' | 'invite' | 'closed' {
  return env().SIGNUP ?? stored.signup ?? 'open'
}
