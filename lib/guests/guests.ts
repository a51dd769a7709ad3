import { randomUUID } from 'node:crypto'
import { and, count, eq } from 'drizzle-orm'
import { shareGuests, shareLinks } from '@/db/schema/shares'
import { LINK_GUESTS, takeAttempt } from '../auth/attempts'
import { AppError, notFound } from '../errors/app-error'
import type { LinkContext } from '../shares/link-door'
import { guestCookie, guestIdIn } from './guest-cookie'

/** People who may give a name at one link: more than at any wedding. */
const MOST_GUESTS = 1_000

/** A visitor who has said who they are. */
export interface KnownGuest {
  id: string
  name: string
}

/** What a request tells of its visitor. */
export interface Visitor {
  /** The Cookie header. */
  cookies: string | null
  /** Where the request comes from, for the limits. */
  address: string
}

/** The visitor as this link knows them; null before they gave a name. */
export async function findGuest(ctx: LinkContext, cookies: string | null): Promise<KnownGuest | null> {
  const id = guestIdIn(ctx.actor.linkId, cookies)
  if (id === null) return null
  const { name } = shareGuests
  const [guest] = await ctx.db
    .select({ id: shareGuests.id, name })
    .from(shareGuests)
    .where(and(eq(shareGuests.id, id), eq(shareGuests.linkId, ctx.actor.linkId)))
  return guest ?? null
}

/**
 * The visitor for something that is kept under their name: known by the cookie, or by the name that is given now.
 * @param name given with the request; of a guest who is known it is the new name
 * @returns the guest, and the Set-Cookie value for a browser that was not known
 * @throws AppError invalid: neither is there; conflict, rate_limited: too many guests; not_found: the link ended
 */
export async function knownGuest(
  ctx: LinkContext,
  { cookies, address }: Visitor,
  name: string | undefined,
): Promise<{ guest: KnownGuest; cookie: string | null }> {
  const known = await findGuest(ctx, cookies)
  if (known !== null) {
    if (name === undefined || name === known.name) return { guest: known, cookie: null }
    await ctx.db.update(shareGuests).set({ name }).where(eq(shareGuests.id, known.id))
    return { guest: { ...known, name }, cookie: null }
  }
  if (name === undefined) throw nameless()
  await takeAttempt(ctx.db, LINK_GUESTS, `${ctx.actor.linkId}\n${address}`)
  const guest = { id: randomUUID(), name }
  await addGuest(ctx, guest)
  return { guest, cookie: guestCookie(ctx.actor, guest.id) }
}

/**
 * Gives a visitor a name, or another one.
 * @throws AppError not_found where there is nothing to say it for; conflict, rate_limited
 */
export async function nameGuest(ctx: LinkContext, visitor: Visitor, name: string) {
  const { allowPicks, allowUpload } = ctx.actor.rights
  if (!allowPicks && !allowUpload) throw notFound()
  return knownGuest(ctx, visitor, name)
}

/** One at a time for each link, so that the limit holds. */
async function addGuest({ db, actor }: LinkContext, guest: KnownGuest): Promise<void> {
  await db.transaction(async (tx) => {
    const [link] = await tx
      .select({ id: shareLinks.id })
      .from(shareLinks)
      .where(eq(shareLinks.id, actor.linkId))
      .for('update')
    if (!link) throw notFound()
    const [has] = await tx.select({ n: count() }).from(shareGuests).where(eq(shareGuests.linkId, actor.linkId))
    if ((has?.n ?? 0) >= MOST_GUESTS)
      throw new AppError('conflict', `${MOST_GUESTS} people have given a name here, which is the most.`)
    await tx.insert(shareGuests).values({ ...guest, linkId: actor.linkId })
  })
}

function nameless(): AppError {
  const message = 'say who you are'
  return new AppError('invalid', `guest: ${message}`, { errors: [{ path: 'guest', message }] })
}
