import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Connection, connect } from '@/db/client'
import { DirectoryStore } from '@/lib/storage/directory'
import type { ObjectStore } from '@/lib/storage/object-store'
import { startPostgres } from '../../scripts/postgres'
import { hurry } from '../../scripts/testing/hurry'
import { startAlbumen } from '../../scripts/testing/start-albumen'

/** What S3 servers send their events with. */
export const EVENTS_SECRET = 'a-secret-that-only-servers-know'

/** A production build of its own whose database, store and secret the test holds too. */
export interface Instance extends Connection {
  url: string
  databaseUrl: string
  store: ObjectStore
  secret: string
  dataDir: string
  output: () => string
  stop: () => Promise<void>
}

/** Starts one on a fresh folder. */
export async function startInstance(variables: Record<string, string> = {}): Promise<Instance> {
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-matrix-'))
  const postgres = await startPostgres(path.join(folder, 'postgres'))
  await hurry(postgres.url)
  const secret = randomBytes(32).toString('hex')
  const dataDir = path.join(folder, 'data')
  const albumen = await startAlbumen({
    dataDir,
    variables: { DATABASE_URL: postgres.url, AUTH_SECRET: secret, EVENTS_SECRET, ...variables },
  }).catch(async (error: unknown) => {
    await postgres.stop()
    throw error
  })
  const connection = connect(postgres.url, 4, () => undefined)
  return {
    ...connection,
    url: albumen.url,
    databaseUrl: postgres.url,
    store: new DirectoryStore(path.join(dataDir, 'objects')),
    secret,
    dataDir,
    output: albumen.output,
    async stop() {
      await connection.pool.end()
      await albumen.stop()
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
