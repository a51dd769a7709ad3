import { and, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { isOwn } from '../access/owners'
import type { Actor } from '../context/actor'
import { SAMPLE_CONTENTS } from './sample-contents'

/**
 * Whether a photo is one of the asker's own samples: known by its content, which no edit changes. One whose file was replaced is a sample no
 * more, and one that a source holds is none.
 */
export function isSample(actor: Actor): SQL {
  const arriving = and(isNull(photos.sha256), inArray(photos.declaredSha256, [...SAMPLE_CONTENTS]))
  const content = or(inArray(photos.sha256, [...SAMPLE_CONTENTS]), arriving)
  return and(isOwn(actor, photos.ownerId), isNull(photos.sourceId), content) ?? sql`false`
}
