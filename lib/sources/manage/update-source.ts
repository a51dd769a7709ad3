import { eq } from 'drizzle-orm'
import { type SourceRow, sources } from '@/db/schema/sources'
import { requireUser } from '../../context/actor'
import type { Context } from '../../context/context'
import { AppError } from '../../errors/app-error'
import { sealingSecret } from '../../sealing/sealing-secret'
import { mayBePrivate } from '../../storage/readers/address-rule'
import { assertEndpoint, assertFolder, invalid } from '../ground/access-rule'
import { adoptHidden } from '../ground/adopt-hidden'
import type { Source, UpdateSource } from '../ground/contract'
import { sealCredentials } from '../ground/credentials'
import { lockOwnSource, openScanOf } from '../ground/find-source'
import { presentSource } from './present-source'

const PLACE = ['endpoint', 'bucket', 'prefix', 'path'] as const
const S3_ONLY = ['endpoint', 'publicEndpoint', 'region', 'bucket', 'prefix', 'accessKeyId', 'secretAccessKey'] as const

/**
 * Changes an own source. Photos that are there already keep their visibility. Where it points elsewhere, the next scan finds the same pictures
 * by their content and keeps their rows; what was removed or kept private when that place was disconnected stays so.
 * @throws AppError unauthenticated, not_found, invalid, forbidden, conflict (a scan is open)
 */
export async function updateSource(ctx: Context, id: string, input: UpdateSource): Promise<Source> {
  const { role } = requireUser(ctx.actor)
  const row = await ctx.db.transaction(async (tx) => {
    const source = await lockOwnSource(tx, ctx.actor, id)
    assertFits(source, input)
    if (input.path) assertFolder(input.path, role)
    for (const field of ['endpoint', 'publicEndpoint'] as const) {
      const address = input[field]
      if (address && address !== source[field]) assertEndpoint(address, mayBePrivate(role === 'admin'), field)
    }
    const moved = PLACE.some((field) => input[field] !== undefined && (input[field] ?? '') !== (source[field] ?? ''))
    if (moved && (await openScanOf(tx, id))) {
      throw new AppError('conflict', 'A scan of this source is not finished. Stop it, then change where the source is.')
    }
    const { accessKeyId, secretAccessKey, ...plain } = input
    const [changed] = await tx
      .update(sources)
      .set({
        ...withoutGaps(plain),
        ...sealedKeys(source, input),
        ...(moved ? { rootId: null, places: {}, awaySince: {} } : {}),
        updatedAt: new Date(),
      })
      .where(eq(sources.id, id))
      .returning()
    if (changed && moved) await adoptHidden(tx, changed)
    return changed
  })
  if (!row) throw new Error('the source was not returned')
  return presentSource(ctx, row)
}

/** A bucket stays a bucket and a folder a folder; both keys change together. */
function assertFits(source: SourceRow, input: UpdateSource): void {
  if (source.kind === 'directory') {
    const strange = S3_ONLY.find((field) => input[field])
    if (strange) throw invalid(strange, 'belongs to a bucket; this source is a folder on the server')
    if (input.path === null) throw invalid('path', 'write the path of the folder on the server')
  } else {
    if (input.path) throw invalid('path', 'belongs to a folder on the server; this source is a bucket')
    if (input.bucket === null) throw invalid('bucket', 'write the bucket’s name')
  }
  if (Boolean(input.accessKeyId) !== Boolean(input.secretAccessKey)) {
    throw invalid(input.accessKeyId ? 'secretAccessKey' : 'accessKeyId', 'give both keys, or neither')
  }
}

/** Undefined fields change nothing; a column that must not be empty is not emptied by null. */
function withoutGaps(input: Omit<UpdateSource, 'accessKeyId' | 'secretAccessKey'>): Partial<SourceRow> {
  const given = Object.entries(input).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as Partial<SourceRow>
}

/** The keys' column: new ones sealed, null where both were taken away, nothing where they stay. */
function sealedKeys(source: SourceRow, input: UpdateSource): { credentials?: string | null } {
  const { accessKeyId, secretAccessKey } = input
  if (accessKeyId && secretAccessKey) {
    return { credentials: sealCredentials({ accessKeyId, secretAccessKey }, source.id, sealingSecret()) }
  }
  if (accessKeyId === null && secretAccessKey === null) return { credentials: null }
  const elsewhere = input.endpoint !== undefined && (input.endpoint ?? null) !== source.endpoint
  if (elsewhere && source.credentials !== null) {
    throw invalid(
      'secretAccessKey',
      'Give both keys again: stored keys are used only at the endpoint they were given for.',
    )
  }
  return {}
}
