import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startAlbumen } from '../scripts/testing/start-albumen'

/** Starts the production build with its real worker on a fresh data folder and a free port; workers find it in E2E_BASE_URL, and in E2E_SOURCE_ROOT a folder whose folders may be connected. */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.E2E_BASE_URL) return async () => undefined
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-e2e-'))
  const sourceRoot = path.join(folder, 'sources')
  await mkdir(sourceRoot)
  const albumen = await startAlbumen({
    dataDir: path.join(folder, 'data'),
    variables: { SOURCE_ROOTS: sourceRoot, SOURCE_ROOTS_FOR: 'everyone' },
  })
  process.env.E2E_SOURCE_ROOT = sourceRoot
  process.env.E2E_BASE_URL = albumen.url
  return async () => {
    await albumen.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
