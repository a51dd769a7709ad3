import type { Database } from '@/db/client'
import type { AuditAction } from '../audit/actions'
import { record } from '../audit/record'
import { ANONYMOUS } from '../context/actor'
import { AppError } from '../errors/app-error'
import { countAttempt, type Limit } from './attempts'
import { type Guarded, type PassedWith, passSecondFactor } from './second-factor'

/** What is written down of refused log-ins, of all addresses together: guessing is not to fill the disk. */
export const WRITTEN_REFUSALS: Limit = { name: 'refusals-written', count: 500, seconds: 3600 }
/** A lock-out of an account at an address is written down once in this time. */
const WRITTEN_LOCK_OUT: Limit = { name: 'lock-out-written', count: 1, seconds: 15 * 60 }

/** A log-in that was refused. What was typed is not in it: people type passwords into the wrong field. */
export interface RefusedLogIn {
  address: string
  by: 'password' | 's3' | 'second factor'
  /** The account that was tried, where there is one. */
  subject?: { id: string; username: string } | undefined
}

/** Writes down a wrong log-in. @param why where it was not what was typed */
export async function noteRefused(db: Database, refused: RefusedLogIn, why?: 'disabled'): Promise<void> {
  await write(db, 'account.log_in_refused', refused, why === undefined ? {} : { why })
}

/** Writes down that an account, or everybody, is kept waiting at an address: once until the limit ends. */
export async function noteLockedOut(db: Database, refused: RefusedLogIn): Promise<void> {
  const { by, subject, address } = refused
  const { over } = await countAttempt(db, WRITTEN_LOCK_OUT, `${by}\n${subject?.id ?? ''}\n${address}`)
  if (!over) await write(db, 'account.locked_out', refused)
}

/** Does what a limit may refuse, and writes down if it does. */
export async function notingLockOuts<T>(db: Database, refused: RefusedLogIn, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError && error.code === 'rate_limited') await noteLockedOut(db, refused)
    throw error
  }
}

/** As `passSecondFactor`, for a log-in: wrong codes and too many of them are written down. @throws AppError as that */
export async function passSecondFactorNoting(
  db: Database,
  user: Guarded & { username: string },
  typed: Parameters<typeof passSecondFactor>[2] & { address: string },
): Promise<PassedWith | null> {
  const refused = { address: typed.address, by: 'second factor', subject: user } as const
  try {
    return await notingLockOuts(db, refused, () => passSecondFactor(db, user, typed))
  } catch (error) {
    // Without a field it is the question for a code.
    if (error instanceof AppError && error.code === 'second_factor_needed' && error.errors)
      await noteRefused(db, refused)
    throw error
  }
}

async function write(
  db: Database,
  action: AuditAction,
  { address, by, subject }: RefusedLogIn,
  more: Record<string, string> = {},
): Promise<void> {
  const { count, over } = await countAttempt(db, WRITTEN_REFUSALS, 'all')
  if (over) return
  const last: Record<string, string> = count === WRITTEN_REFUSALS.count ? { rest: 'not listed' } : {}
  const details = { by, ...more, ...last }
  await record(db, { actor: ANONYMOUS, address }, action, { subject, stranger: true, details })
}
