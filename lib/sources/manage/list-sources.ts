import { and, desc, eq, isNull, lt } from 'drizzle-orm'
import { sources } from '@/db/schema/sources'
import { requireUser } from '../../context/actor'
import type { Context } from '../../context/context'
import { decodeIdCursor, encodeIdCursor } from '../../cursors/id-cursor'
import type { SourcePage } from '../ground/contract'
import { presentSource } from './present-source'

interface ListSources {
  limit: number
  cursor?: string | undefined
}

/** One's own sources, newest first. @throws AppError unauthenticated, invalid for a cursor that is none */
export async function listSources(ctx: Context, input: ListSources): Promise<SourcePage> {
  const { userId } = requireUser(ctx.actor)
  const after = input.cursor === undefined ? undefined : lt(sources.id, decodeIdCursor(input.cursor))
  const rows = await ctx.db
    .select()
    .from(sources)
    .where(and(eq(sources.ownerId, userId), isNull(sources.deletedAt), after))
    .orderBy(desc(sources.id))
    .limit(input.limit + 1)
  const shown = rows.slice(0, input.limit)
  const last = rows.length > input.limit ? shown.at(-1) : undefined
  const items = await Promise.all(shown.map((source) => presentSource(ctx, source)))
  return { items, next: last ? encodeIdCursor(last.id) : null }
}
