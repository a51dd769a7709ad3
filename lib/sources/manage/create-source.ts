import { and, eq, isNull } from 'drizzle-orm'
import { sources } from '@/db/schema/sources'
import { requireUser } from '../../context/actor'
import type { Context } from '../../context/context'
import { AppError } from '../../errors/app-error'
import { sealingSecret } from '../../sealing/sealing-secret'
import { mayBePrivate } from '../../storage/readers/address-rule'
import { assertEndpoint, assertFolder } from '../ground/access-rule'
import { adoptHidden } from '../ground/adopt-hidden'
import type { CreateSource, Source } from '../ground/contract'
import { sealCredentials } from '../ground/credentials'
import { presentSource } from './present-source'

const MOST_SOURCES = 100

/**
 * Connects a bucket or a folder of the server: notes where it is, and nothing else. Nothing is read before the first scan.
 * @throws AppError unauthenticated, invalid (an address or folder that is not allowed), forbidden, conflict (too many)
 */
export async function createSource(ctx: Context, input: CreateSource): Promise<Source> {
  const user = requireUser(ctx.actor)
  const { accessKeyId, secretAccessKey, ...plain } = input
  if (input.kind === 'directory') assertFolder(input.path ?? '', user.role)
  for (const field of ['endpoint', 'publicEndpoint'] as const) {
    const address = input[field]
    if (address) assertEndpoint(address, mayBePrivate(user.role === 'admin'), field)
  }
  if (
    (await ctx.db.$count(sources, and(eq(sources.ownerId, user.userId), isNull(sources.deletedAt)))) >= MOST_SOURCES
  ) {
    throw new AppError('conflict', `One person can have ${MOST_SOURCES} sources. Remove one that is no longer needed.`)
  }
  const row = await ctx.db.transaction(async (tx) => {
    const values = { ...plain, ownerId: user.userId, ...(input.kind === 's3' ? {} : { pathStyle: true }) }
    const [made] = await tx.insert(sources).values(values).returning()
    if (made) await adoptHidden(tx, made)
    if (!made || !accessKeyId || !secretAccessKey) return made
    // The keys are bound to the id, which the database has given.
    const credentials = sealCredentials({ accessKeyId, secretAccessKey }, made.id, sealingSecret())
    const [sealed] = await tx.update(sources).set({ credentials }).where(eq(sources.id, made.id)).returning()
    return sealed
  })
  if (!row) throw new Error('the source was not returned')
  return presentSource(ctx, row)
}
