import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { users } from '@/db/schema/users'
import { record } from '../audit/record'
import { requireAdmin } from '../context/actor'
import type { Context } from '../context/context'
import { env } from '../env'
import { AppError } from '../errors/app-error'
import { fixedLimits, limitsOf, USUAL_LIMITS, variableOf } from '../settings/limits'
import { readSettings, type Stored, signUpMode, writeSettings } from '../settings/stored-settings'
import { type AdminSettings, type AdminSettingsChanges, LIMIT_NAMES } from './settings-contract'

/** What administrators may set, as it holds. @throws AppError unauthenticated, forbidden (a token), not_found (no administrator) */
export async function getSettings(ctx: Context): Promise<AdminSettings> {
  requireAdmin(ctx.actor)
  return present(await readSettings(ctx.db))
}

/** @throws AppError as getSettings; conflict for what the environment says, and for what would shut the asker out */
export async function changeSettings(ctx: Context, changes: AdminSettingsChanges): Promise<AdminSettings> {
  const { userId } = requireAdmin(ctx.actor)
  assertNotFixed(changes)
  return ctx.db.transaction(async (tx) => {
    const before = await readSettings(tx)
    if (changes.adminSecondFactor && !before.adminSecondFactor) await assertSecondFactor(tx, userId)
    await writeSettings(tx, changes)
    const after = await readSettings(tx)
    const changed = (['signup', 'adminSecondFactor', 'newQuotaBytes', ...LIMIT_NAMES] as const).filter(
      (key) => before[key] !== after[key],
    )
    const details = Object.fromEntries(changed.map((key) => [key, after[key]]))
    if (changed.length > 0) await record(tx, ctx, 'settings.changed', { details })
    return present(after)
  })
}

/** What the environment says is changed there. @throws AppError conflict, naming the variable */
function assertNotFixed(changes: AdminSettingsChanges): void {
  const fixed = fixedLimits()
  const said = [
    { name: 'signup', variable: 'SIGNUP', fixed: env().SIGNUP, wanted: changes.signup },
    ...LIMIT_NAMES.map((name) => ({ name, variable: variableOf(name), fixed: fixed[name], wanted: changes[name] })),
  ]
  const against = said.find((one) => one.wanted !== undefined && one.fixed !== undefined && one.wanted !== one.fixed)
  if (!against) return
  const { name, variable } = against
  throw new AppError(
    'conflict',
    `${name}: the environment variable ${variable} says this; change it there, or take it away.`,
  )
}

/** Whoever asks it of all administrators has one. @throws AppError conflict */
async function assertSecondFactor(tx: Database, userId: string): Promise<void> {
  const [user] = await tx.select({ secret: users.totpSecret }).from(users).where(eq(users.id, userId)).for('update')
  if (user?.secret != null) return
  throw new AppError('conflict', 'Set up a second factor for your own account first, in your settings.')
}

function present(stored: Stored): AdminSettings {
  return {
    signup: signUpMode(stored),
    signupFixed: env().SIGNUP !== undefined,
    adminSecondFactor: stored.adminSecondFactor,
    newQuotaBytes: stored.newQuotaBytes,
    ...limitsOf(stored),
    usual: USUAL_LIMITS,
    fixed: LIMIT_NAMES.filter((name) => fixedLimits()[name] !== undefined),
    maxPixels: env().MAX_PIXELS,
  }
}
