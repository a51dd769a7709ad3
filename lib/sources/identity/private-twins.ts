// Private pictures that a content may be, where no capture time tells: renamed and written into between two scans.
import { and, eq, isNotNull, ne, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import type { SourceObjectRow, SourceRow } from '@/db/schema/sources'
import { turnedPrints } from '../../similar/turned-prints'
import { type Holder, holderColumns } from './known-content'
import { judgeLikeness, type Likeness } from './same-picture'

/** The nearest that are compared: a camera makes thousands of pictures of one size, and most of them say that they are another. */
const MOST_COMPARED = 500
/** Of which the source and the store are asked. */
const MOST_ASKED = 16

interface Here {
  source: Pick<SourceRow, 'ownerId'>
  object: Pick<SourceObjectRow, 'sourceId' | 'key'>
}

/**
 * Photos that others do not see, of the size of a picture (whichever way up), of which nothing says that they are another: in its source under
 * another key, or missing in any source of the owner.
 */
export async function privateTwins(db: Database, { source, object }: Here, now: Likeness): Promise<Holder[]> {
  const { width, height, hash } = now
  const turns = hash === null ? [null] : turnedPrints(hash)
  const bits = sql.join(
    turns.map((turned) => sql`bit_count(${photos.hash}::text::bit(128) # ${turned}::text::bit(128))`),
    sql`, `,
  )
  const found = await db
    .select(holderColumns)
    .from(photos)
    .where(
      and(
        eq(photos.ownerId, source.ownerId),
        or(eq(photos.visibility, 'private'), isNotNull(photos.deletedAt)),
        sql`(${photos.width}, ${photos.height}) in ((${width}::int, ${height}::int), (${height}::int, ${width}::int))`,
        or(isNotNull(photos.missingAt), and(eq(photos.sourceId, object.sourceId), ne(photos.sourceKey, object.key))),
      ),
    )
    .orderBy(sql`least(${bits}) nulls first`, sql`${photos.missingAt} is null`, photos.id)
    .limit(MOST_COMPARED)
  const twins = found.filter((twin) => {
    const before = {
      fields: twin.ownFields ?? twin.fileFields,
      hash: twin.hash,
      width: twin.width,
      height: twin.height,
    }
    return before.fields === null || judgeLikeness({ ...before, fields: before.fields }, now) !== 'other'
  })
  // The missing first: they need not be asked for.
  const away = ({ missingAt }: Holder) => missingAt !== null
  return [...twins.filter(away), ...twins.filter((twin) => !away(twin))].slice(0, MOST_ASKED)
}
