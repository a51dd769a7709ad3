import { and, asc, eq, ne, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { sourceObjects } from '@/db/schema/sources'
import type { DecodedPhoto } from '../imaging/decoded-photo'
import type { Reading } from './read-object'
import type { SourceReader } from './reader'

/** Copies of one picture that are asked for, so that a thousand of them do not make a thousand requests. */
const MOST_ASKED = 5

interface Read extends Reading {
  decoded: DecodedPhoto
}

/** A photo of the same source with the same content whose key is gone: it has moved. Those that are missing come first. */
export async function findMoved(
  db: Database,
  { source, object, decoded }: Read,
  reader: SourceReader,
): Promise<{ id: string; key: string } | null> {
  const same = await db
    .select({ id: photos.id, key: photos.sourceKey })
    .from(photos)
    .where(
      and(
        eq(photos.ownerId, source.ownerId),
        eq(photos.sha256, decoded.sha256),
        eq(photos.sourceId, source.id),
        ne(photos.sourceKey, object.key),
      ),
    )
    .orderBy(sql`${photos.missingAt} is null`, asc(photos.id))
    .limit(MOST_ASKED)
  for (const { id, key } of same) if (key !== null && (await reader.head(key)) === null) return { id, key }
  return null
}

/** The gone key of a hidden object with the same content; null where there is none. */
export async function findHiddenTwin(
  db: Database,
  { object, decoded }: Read,
  reader: SourceReader,
): Promise<string | null> {
  const same = await db
    .select({ key: sourceObjects.key })
    .from(sourceObjects)
    .where(
      and(
        eq(sourceObjects.sourceId, object.sourceId),
        eq(sourceObjects.sha256, decoded.sha256),
        eq(sourceObjects.state, 'hidden'),
        ne(sourceObjects.key, object.key),
      ),
    )
    .limit(MOST_ASKED)
  for (const { key } of same) if ((await reader.head(key)) === null) return key
  return null
}
