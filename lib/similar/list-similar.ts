import { eq } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { findVisiblePhoto } from '../photos/find'
import type { SimilarQuery, SimilarReply } from './contract'
import { findNear } from './find-near'
import type { Print } from './near-photos'
import { mirrored, plainBits, turnedPrints } from './turned-prints'

/**
 * The photos that look like one that the actor may see. None where that is too flat to compare, or not finished.
 * @throws AppError not_found
 */
export async function listSimilar(
  ctx: Context,
  { id, ...query }: SimilarQuery & { id: string },
): Promise<SimilarReply> {
  await findVisiblePhoto(ctx, id)
  const { hash, detail } = photos
  const [seed] = await ctx.db.select({ hash, detail }).from(photos).where(eq(photos.id, id))
  return { items: await findNear(ctx, { prints: printsOf(seed, query), ...query, except: id }) }
}

/** The prints to look for: as it is, and as it would be turned. */
export function printsOf(
  print: { hash: string | null; detail: string | null } | undefined,
  turns: Pick<SimilarQuery, 'mirrored' | 'rotated'>,
): Print[] {
  if (!print || print.hash === null || print.detail === null) return []
  const ways = ['hash', 'detail'] as const
  const [hashes, details] = ways.map((key) => waysUp(print[key] ?? '', turns)) as [string[], string[]]
  return hashes.map((hash, way) => ({ hash, detail: details[way] ?? '' }))
}

function waysUp(bits: string, turns: Pick<SimilarQuery, 'mirrored' | 'rotated'>): string[] {
  const sides = turns.mirrored === 'true' ? [bits, plainBits(mirrored(bits))] : [bits]
  return turns.rotated === 'true' ? sides.flatMap(turnedPrints) : sides
}
