import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensureBuilt } from '../scripts/build'
import type { Inside } from './inside'
import { startInstance } from './matrix/instance'

/**
 * Starts the production build with its real worker on a fresh data folder and a free port; workers find it in E2E_BASE_URL, its inside in
 * E2E_INSIDE, and in E2E_SOURCE_ROOT a folder whose folders may be connected.
 */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.E2E_BASE_URL) return async () => undefined
  // By itself: it may take longer than a start may.
  await ensureBuilt()
  const sourceRoot = await mkdtemp(path.join(tmpdir(), 'albumen-e2e-sources-'))
  const instance = await startInstance({ SOURCE_ROOTS: sourceRoot, SOURCE_ROOTS_FOR: 'everyone' })
  const { databaseUrl, secret, dataDir } = instance
  process.env.E2E_SOURCE_ROOT = sourceRoot
  process.env.E2E_BASE_URL = instance.url
  process.env.E2E_INSIDE = JSON.stringify({ databaseUrl, secret, dataDir } satisfies Inside)
  return async () => {
    await instance.stop()
    await rm(sourceRoot, { recursive: true, force: true })
  }
}
