import { and, inArray, isNull } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { owns } from '../access/owners'
import { visibleTo } from '../access/visible-photos'
import type { Context } from '../context/context'
import { formatOf } from '../media/media-types'
import type { WantedEntry } from './zip-entry'

export interface Entry extends WantedEntry {
  name: string
  /** When it was taken; of one without a date when it was added: an entry of a zip has a time. */
  takenAt: Date
  /** Hex, of an upload that is given as it lies in the store: nothing may change it there. */
  sha256: string | null
}

/** Photos as entries of a zip, in the order of the ids; null for what the actor may no longer see. */
export async function entriesFor(ctx: Context, ids: string[]): Promise<(Entry | null)[]> {
  const rows = await ctx.db
    .select({
      id: photos.id,
      ownerId: photos.ownerId,
      sourceId: photos.sourceId,
      filename: photos.filename,
      title: photos.title,
      mediaType: photos.mediaType,
      takenSort: photos.takenSort,
      addedAt: photos.addedAt,
      sha256: photos.sha256,
    })
    .from(photos)
    .where(and(inArray(photos.id, ids), visibleTo(ctx.actor), isNull(photos.deletedAt)))
  const found = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => {
    const row = found.get(id)
    if (!row) return null
    const mine = owns(ctx.actor, row.ownerId)
    const extension = formatOf(row.mediaType)?.extension ?? 'bin'
    return {
      id,
      mine,
      part: row.sourceId ?? 'store',
      sha256: mine && row.sourceId === null ? row.sha256 : null,
      name: mine ? row.filename : `${row.title || 'photo'}.${extension}`,
      takenAt: row.takenSort === '-infinity' ? row.addedAt : new Date(`${row.takenSort.replace(' ', 'T')}Z`),
    }
  })
}
