// What is kept of contents that a scan found again.
import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { hiddenContents, sources } from '@/db/schema/sources'
import { type Content, likenessNow } from './decide-identity'
import type { Likeness } from './same-picture'

/** Here too it stays away when it is saved again. */
export async function rememberHidden(tx: Database, { source, object, sha256, decoded }: Content): Promise<void> {
  const likeness = decoded ? likenessNow(decoded) : await likenessOfHidden(tx, source.ownerId, sha256)
  await tx
    .insert(hiddenContents)
    .values({ sourceId: source.id, sha256, key: object.key, likeness })
    .onConflictDoUpdate({
      target: [hiddenContents.sourceId, hiddenContents.sha256, hiddenContents.key],
      set: { forgotten: false, ...(likeness === null ? {} : { likeness }) },
    })
}

async function likenessOfHidden(tx: Database, ownerId: string, sha256: string): Promise<Likeness | null> {
  const [known] = await tx
    .select({ likeness: hiddenContents.likeness })
    .from(hiddenContents)
    .innerJoin(sources, eq(sources.id, hiddenContents.sourceId))
    .where(and(eq(sources.ownerId, ownerId), eq(hiddenContents.sha256, sha256), isNotNull(hiddenContents.likeness)))
    .limit(1)
  return known?.likeness ?? null
}

/** A picture that was forgotten is there again: from now on its photo says who may see it. */
export async function dropForgotten(tx: Database, { source, sha256 }: Content): Promise<void> {
  const own = tx.select({ id: sources.id }).from(sources).where(eq(sources.ownerId, source.ownerId))
  await tx
    .delete(hiddenContents)
    .where(
      and(inArray(hiddenContents.sourceId, own), eq(hiddenContents.sha256, sha256), eq(hiddenContents.forgotten, true)),
    )
}
