import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/users'
import { record } from '../audit/record'
import { removeSecondFactor } from '../auth/second-factor'
import { requireAdmin } from '../context/actor'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'

/**
 * Takes the second factor of somebody away who has lost it; there is none is the same.
 * @throws AppError unauthenticated, forbidden (a token; one's own), not_found (unknown, or the asker is no administrator)
 */
export async function removePersonsSecondFactor(ctx: Context, id: string): Promise<void> {
  const { userId } = requireAdmin(ctx.actor)
  if (id === userId)
    throw new AppError('forbidden', 'Switch your own second factor off in your settings, with its code.')
  await ctx.db.transaction(async (tx) => {
    const [subject] = await tx.select({ id: users.id, username: users.username }).from(users).where(eq(users.id, id))
    if (!subject) throw notFound()
    if (await removeSecondFactor(tx, id)) await record(tx, ctx, 'second_factor.removed', { subject })
  })
}
