import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { SourceRow } from '@/db/schema/sources'
import { users } from '@/db/schema/users'
import { env } from '../../env'
import { mayBePrivate } from '../../storage/readers/address-rule'
import type { SourceReader } from '../../storage/readers/reader'
import { DirectorySourceReader } from '../../storage/readers/source-directory'
import { S3SourceReader, type S3SourceSettings } from '../../storage/readers/source-s3'
import { SourceTrouble } from '../../storage/readers/trouble'
import { openCredentials } from './credentials'

export type OpenReader = (source: SourceRow) => Promise<SourceReader>

/** Where a source is and with what keys it is read. */
export type SourcePlace = Pick<
  SourceRow,
  'kind' | 'endpoint' | 'publicEndpoint' | 'region' | 'bucket' | 'prefix' | 'pathStyle' | 'path'
>

/**
 * Opens a reader on a stored source.
 * @throws SourceTrouble when its keys cannot be opened, or it lies where sources must not lie
 */
export async function openReader(db: Database, source: SourceRow): Promise<SourceReader> {
  const [owner] = await db.select({ role: users.role }).from(users).where(eq(users.id, source.ownerId))
  return openPlace(source, keysOf(source), mayBePrivate(owner?.role === 'admin'))
}

/**
 * Opens a reader on a place, stored or not yet. Nothing is contacted before the first call.
 * @param keys undefined for a bucket that is open to all
 * @param allowPrivate whether it may lie at a private address
 */
export function openPlace(
  place: SourcePlace,
  keys: { accessKeyId: string; secretAccessKey: string } | undefined,
  allowPrivate: boolean,
): SourceReader {
  if (place.kind === 'directory') {
    const { SOURCE_ROOTS = '', DATA_DIR, STORAGE_URL = '' } = env()
    const closed = STORAGE_URL.startsWith('file:') ? [fileURLToPath(STORAGE_URL)] : []
    return new DirectorySourceReader(place.path ?? '', SOURCE_ROOTS.split(':').filter(Boolean), [
      path.resolve(DATA_DIR),
      ...closed,
    ])
  }
  return new S3SourceReader(s3SettingsOf(place, keys, allowPrivate))
}

/** How a bucket is reached. */
export function s3SettingsOf(
  place: SourcePlace,
  keys: { accessKeyId: string; secretAccessKey: string } | undefined,
  allowPrivate: boolean,
): S3SourceSettings {
  return {
    bucket: place.bucket ?? '',
    prefix: place.prefix,
    region: place.region ?? 'us-east-1',
    endpoint: place.endpoint ?? undefined,
    publicEndpoint: place.publicEndpoint ?? undefined,
    forcePathStyle: place.pathStyle,
    credentials: keys,
    allowPrivate,
  }
}

function keysOf(source: SourceRow): { accessKeyId: string; secretAccessKey: string } | undefined {
  if (source.credentials === null) return undefined
  try {
    return openCredentials(source.credentials, source.id, env().AUTH_SECRET ?? '')
  } catch (cause) {
    const sentence = 'The stored keys cannot be opened: AUTH_SECRET has changed. Give the source its keys anew.'
    throw new SourceTrouble('refused', sentence, { cause })
  }
}
