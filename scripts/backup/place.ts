import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { BackupError } from '../../lib/backup/backup-error'
import type { Env } from '../../lib/env'
import type { ObjectStore } from '../../lib/storage/object-store'
import { openStore } from '../../lib/storage/open-store'

/**
 * Where backups lie: a folder, or `s3://bucket/prefix` at the server of the S3_ variables.
 * @throws BackupError for another address, or an S3 bucket without keys
 */
export async function openPlace(place: string, settings: Env): Promise<ObjectStore> {
  if (/^s3:\/\//.test(place)) {
    if (!settings.S3_ACCESS_KEY_ID || !settings.S3_SECRET_ACCESS_KEY)
      throw new BackupError(
        `${place}: set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, and S3_ENDPOINT where it is not AWS.`,
      )
    return openStore({ ...settings, STORAGE_URL: place, S3_PUBLIC_ENDPOINT: undefined })
  }
  if (/^[a-z0-9+]+:\/\//i.test(place) && !place.startsWith('file:///'))
    throw new BackupError(`${place}: name a folder or s3://bucket/prefix.`)
  const url = place.startsWith('file:') ? place : pathToFileURL(path.resolve(place)).href
  await mkdir(new URL(url), { recursive: true, mode: 0o700 })
  return openStore({ ...settings, STORAGE_URL: url })
}

/** Options and the one place behind them. @throws BackupError that says how it is called */
export function parseCall<T extends Record<string, { type: 'string' | 'boolean' }>>(usage: string, options: T) {
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    const [place, ...more] = positionals
    if (!place || more.length > 0) throw new Error('one place is needed')
    return { values, place }
  } catch (error) {
    throw new BackupError(`${error instanceof Error ? error.message : error}\nUsage: ${usage}`)
  }
}

/** The secret of this library: that of the environment, or the one a start has made and kept in the data folder; undefined where there is none yet. */
export async function secretOf({ AUTH_SECRET, DATA_DIR }: Env): Promise<string | undefined> {
  if (AUTH_SECRET) return AUTH_SECRET
  const kept = await readFile(path.resolve(DATA_DIR, 'auth-secret'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return kept.trim() || undefined
}
