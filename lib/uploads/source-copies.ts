import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { sources } from '@/db/schema/sources'
import type { CopyIn } from './plan-uploads'

/** Which offered contents lie in a source of the owner too, by SHA-256; sources that are being disconnected do not count. */
export async function sourceCopies(
  tx: Database,
  userId: string,
  hashes: string[],
): Promise<Map<string, NonNullable<CopyIn>>> {
  if (hashes.length === 0) return new Map()
  const rows = await tx
    .select({ sha256: photos.sha256, source: sources.name, missingAt: photos.missingAt })
    .from(photos)
    .innerJoin(sources, eq(sources.id, photos.sourceId))
    .where(
      and(
        eq(photos.ownerId, userId),
        inArray(photos.sha256, hashes),
        isNull(photos.deletedAt),
        isNull(sources.deletedAt),
      ),
    )
  const copies = new Map<string, NonNullable<CopyIn>>()
  for (const { sha256, source, missingAt } of rows) {
    const before = copies.get(sha256 as string)
    if (!before || before.missing) copies.set(sha256 as string, { source, missing: missingAt !== null })
  }
  return copies
}
