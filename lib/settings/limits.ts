import type { Database } from '@/db/client'
import { env } from '../env'
import { readSettings, type Stored } from './stored-settings'

/** What one file and one source may have at most. */
export interface Limits {
  /** The largest file that is taken or read, in bytes. */
  maxUploadBytes: number
  /** Objects of one source that a scan looks through. */
  sourceMaxObjects: number
  /** The same in sources of accounts that are no administrators. */
  sourceMaxObjectsAccounts: number
}

/** For each limit the variable that fixes it, and what holds where nobody has said anything. */
const LIMITS = {
  maxUploadBytes: { variable: 'MAX_UPLOAD_BYTES', usual: 200_000_000 },
  sourceMaxObjects: { variable: 'SOURCE_MAX_OBJECTS', usual: 5_000_000 },
  sourceMaxObjectsAccounts: { variable: 'SOURCE_MAX_OBJECTS_ACCOUNTS', usual: 500_000 },
} as const

const NAMES = Object.keys(LIMITS) as (keyof Limits)[]

/** The variable that fixes a limit. */
export const variableOf = (name: keyof Limits) => LIMITS[name].variable

/** What holds where neither the environment nor an administrator says anything. */
export const USUAL_LIMITS: Limits = {
  maxUploadBytes: LIMITS.maxUploadBytes.usual,
  sourceMaxObjects: LIMITS.sourceMaxObjects.usual,
  sourceMaxObjectsAccounts: LIMITS.sourceMaxObjectsAccounts.usual,
}

/** What the environment fixes: it wins over what is stored. */
export function fixedLimits(): Partial<Limits> {
  const said = NAMES.map((name) => [name, env()[variableOf(name)]] as const)
  return Object.fromEntries(said.filter(([, value]) => value !== undefined))
}

/** The limits as they hold: what the environment says wins, then what an administrator set. */
export function limitsOf(stored: Pick<Stored, keyof Limits>): Limits {
  const fixed = fixedLimits()
  const value = (name: keyof Limits) => fixed[name] ?? stored[name] ?? LIMITS[name].usual
  return {
    maxUploadBytes: value('maxUploadBytes'),
    sourceMaxObjects: value('sourceMaxObjects'),
    sourceMaxObjectsAccounts: value('sourceMaxObjectsAccounts'),
  }
}

/** The limits as they hold now. */
export async function readLimits(db: Database): Promise<Limits> {
  return limitsOf(await readSettings(db))
}
