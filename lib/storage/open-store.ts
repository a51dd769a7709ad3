import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Env } from '../env'
import { DirectoryStore } from './directory'
import type { ObjectStore } from './object-store'
import { S3Store } from './s3'
import { parseS3Location, type S3Settings } from './s3-settings'

/**
 * The store the settings name: an S3 bucket (`STORAGE_URL=s3://bucket/prefix`) or a folder (`file:///folder`; without
 * STORAGE_URL the folder `objects` in DATA_DIR). Nothing is contacted before the first use.
 */
export function openStore(settings: Env): ObjectStore {
  if (!settings.STORAGE_URL) return new DirectoryStore(path.resolve(settings.DATA_DIR, 'objects'))
  if (settings.STORAGE_URL.startsWith('file:')) return new DirectoryStore(fileURLToPath(settings.STORAGE_URL))
  return new S3Store(s3Settings(settings, settings.STORAGE_URL))
}

function s3Settings(settings: Env, address: string): S3Settings {
  if (!settings.S3_ACCESS_KEY_ID || !settings.S3_SECRET_ACCESS_KEY) throw new Error('the S3 keys are not set')
  return {
    ...parseS3Location(address),
    region: settings.S3_REGION,
    endpoint: settings.S3_ENDPOINT,
    publicEndpoint: settings.S3_PUBLIC_ENDPOINT,
    forcePathStyle: settings.S3_FORCE_PATH_STYLE,
    accessKeyId: settings.S3_ACCESS_KEY_ID,
    secretAccessKey: settings.S3_SECRET_ACCESS_KEY,
    urlTtl: settings.S3_URL_TTL,
  }
}
