import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Env } from '../env'
import { DirectoryStore } from './directory'
import type { ObjectStore } from './object-store'

/**
 * The store the settings name: an S3 bucket (`STORAGE_URL=s3://bucket/prefix`) or a folder (`file:///folder`; without
 * STORAGE_URL the folder `objects` in DATA_DIR). Nothing is contacted before the first use.
 */
export function openStore(settings: Env): ObjectStore {
  if (!settings.STORAGE_URL) return new DirectoryStore(path.resolve(settings.DATA_DIR, 'objects'))
  if (settings.STORAGE_URL.startsWith('file:')) return new DirectoryStore(fileURLToPath(settings.STORAGE_URL))
  throw new Error('the S3 store is not built yet')
}
