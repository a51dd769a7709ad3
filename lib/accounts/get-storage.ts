import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/users'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { notFound } from '../errors/app-error'
import { usedBytes } from '../storage/storage-room'
import type { Storage } from './contract'

/** How much room an account has and what of it is taken. @throws AppError unauthenticated */
export async function getStorage(ctx: Context): Promise<Storage> {
  const { userId } = requireUser(ctx.actor)
  const [user] = await ctx.db.select({ quotaBytes: users.quotaBytes }).from(users).where(eq(users.id, userId))
  if (!user) throw notFound()
  const used = await usedBytes(ctx.db, userId)
  const { quotaBytes } = user
  return { usedBytes: used, quotaBytes, leftBytes: quotaBytes === null ? null : Math.max(0, quotaBytes - used) }
}
