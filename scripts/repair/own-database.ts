import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { env } from '../../lib/env'
import { startPostgres } from '../postgres'
import { commandLine } from '../processes'

interface OwnDatabase {
  url: string
  /** Ends what was started for this. */
  close(): Promise<void>
}

/**
 * The database of this library, for programs beside the server: that of DATABASE_URL, or the one in DATA_DIR, whether it runs or not.
 * @throws Error where there is neither
 */
export async function ownDatabase(): Promise<OwnDatabase> {
  const { DATABASE_URL, DATA_DIR } = env()
  if (DATABASE_URL) return { url: DATABASE_URL, close: async () => undefined }
  const folder = path.resolve(DATA_DIR, 'postgres')
  const password = await readFile(path.join(folder, 'password'), 'utf8').catch(() => null)
  if (password === null) {
    throw Object.assign(
      new Error(
        `There is no database: DATABASE_URL is not set, and DATA_DIR (${path.dirname(folder)}) holds none. Set one of them.`,
      ),
      { plain: true },
    )
  }
  const port = await runningAt(path.join(folder, 'cluster'))
  if (port !== null) {
    return { url: `postgres://app:${password.trim()}@127.0.0.1:${port}/postgres`, close: async () => undefined }
  }
  const postgres = await startPostgres(folder)
  return { url: postgres.url, close: () => postgres.stop() }
}

/** The port at which the server of a cluster listens; null where none runs. */
async function runningAt(cluster: string): Promise<number | null> {
  const lines = (await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (!(pid > 0) || !(port > 0)) return null
  return (await commandLine(pid)).includes(cluster) ? port : null
}
