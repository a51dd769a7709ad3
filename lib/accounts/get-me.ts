import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/users'
import { requireUser, userIdOf } from '../context/actor'
import type { Context } from '../context/context'
import { notFound } from '../errors/app-error'
import type { Me } from './contract'
import { pendingEmail } from './email-changes'
import { presentMe } from './present'

/** One's own account. @throws AppError unauthenticated */
export async function getMe(ctx: Context): Promise<Me> {
  const { userId } = requireUser(ctx.actor)
  const [user] = await ctx.db.select().from(users).where(eq(users.id, userId))
  if (!user) throw notFound()
  return presentMe(user, await pendingEmail(ctx.db, user))
}

/** What the asker's upload forms begin with; private for whoever is not logged in. */
export async function uploadDefault({ db, actor }: Context): Promise<Me['uploadVisibility']> {
  const userId = userIdOf(actor)
  if (userId === null) return 'private'
  const [user] = await db.select({ is: users.uploadVisibility }).from(users).where(eq(users.id, userId))
  return user?.is ?? 'private'
}
