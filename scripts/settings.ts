import path from 'node:path'
import { childEnvironment, type Env, EnvironmentError, parseEnv } from '../lib/env'
import { dataDirProblem } from './data-dir'
import { PlainError, ROOT } from './setup.mjs'

export interface Settings {
  env: Env
  /** Absolute. */
  dataDir: string
  /** PORT was set: no other one is taken. */
  portIsGiven: boolean
  /** Nothing of ours lies in the data folder. */
  external: boolean
}

/**
 * Reads the environment and looks at the data folder.
 * @throws PlainError that names every mistake of both
 */
export async function readSettings(): Promise<Settings> {
  const given = childEnvironment({})
  const dataDir = path.resolve(ROOT, given.DATA_DIR || './data')
  const external = Boolean(given.DATABASE_URL && given.STORAGE_URL && given.AUTH_SECRET)
  const problem = external ? undefined : await dataDirProblem(dataDir)
  const problems = problem ? [problem] : []
  try {
    const env = parseEnv(given)
    if (problems.length === 0) return { env, dataDir, portIsGiven: Boolean(given.PORT), external }
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error
    problems.unshift(...error.problems)
  }
  throw new PlainError(new EnvironmentError(problems).message)
}
