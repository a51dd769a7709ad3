import { and, asc, count, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type AlbumRow, albumMembers, albumPhotos } from '@/db/schema/albums'
import { photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import { ofActiveOwner, owns } from '../access/owners'
import { MEMBERS_NAMED, takeAttempt } from '../auth/attempts'
import { requireSession, requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'
import { publishAlbum, tellPages } from '../photos/events'
import { lockAlbum } from './change-photos'
import type { AlbumMember, AlbumMembers, PutAlbumMember } from './contract'
import { findOwnAlbum, findVisibleAlbum, memberRole } from './find'

/** People with whom one album is shared. */
export const MOST_MEMBERS = 100

const memberColumns = {
  username: users.username,
  name: users.name,
  role: albumMembers.role,
  addedAt: albumMembers.addedAt,
}

/**
 * The people an album is shared with, for its owner and for themselves. Disabled accounts are named to its owner only.
 * @throws AppError unauthenticated; not_found, also for strangers who see the album because it is public
 */
export async function listMembers(ctx: Context, albumId: string): Promise<AlbumMembers> {
  requireUser(ctx.actor)
  const album = await findVisibleAlbum(ctx, albumId)
  const mine = owns(ctx.actor, album.ownerId)
  if (!mine && (await memberRole(ctx, albumId)) === null) throw notFound()
  const rows = await ctx.db
    .select(memberColumns)
    .from(albumMembers)
    .innerJoin(users, eq(users.id, albumMembers.userId))
    .where(and(eq(albumMembers.albumId, albumId), mine ? undefined : ofActiveOwner(users.id)))
    .orderBy(asc(albumMembers.addedAt), asc(users.username))
  return { items: rows.map(presentMember), next: null }
}

/**
 * Shares an album made by hand with somebody of this server, or changes what they may do in it. Done by its owner, logged in.
 * @throws AppError unauthenticated, not_found, forbidden; unprocessable for a smart album, for whoever has no account here (or a disabled one:
 *   the same answer), and for oneself; conflict when there are too many;
 *   rate_limited
 */
export async function putMember(ctx: Context, albumId: string, input: PutAlbumMember): Promise<AlbumMember> {
  const user = requireSession(ctx.actor)
  const album = await findOwnAlbum(ctx, albumId)
  refuseSmart(album)
  await takeAttempt(ctx.db, MEMBERS_NAMED, user.userId)
  return ctx.db.transaction(async (tx) => {
    await lockAlbum(tx, albumId)
    const userId = await memberToBe(tx, album, input.username)
    await assertMemberRoom(tx, albumId, userId)
    const { role } = input
    await tx
      .insert(albumMembers)
      .values({ albumId, userId, role })
      .onConflictDoUpdate({ target: [albumMembers.albumId, albumMembers.userId], set: { role } })
    await publishAlbum(tx, album, 'described')
    const [member] = await tx
      .select(memberColumns)
      .from(albumMembers)
      .innerJoin(users, eq(users.id, albumMembers.userId))
      .where(and(eq(albumMembers.albumId, albumId), eq(albumMembers.userId, userId)))
    if (!member) throw new Error('the member was not returned')
    return presentMember(member)
  })
}

/**
 * Ends sharing an album with somebody: its owner with anybody, a member with themselves. The photos that they have put in leave it with them.
 * @throws AppError unauthenticated; not_found for nobody's or no member's name, and for strangers; forbidden for a member who names another
 */
export async function removeMember(ctx: Context, albumId: string, username: string): Promise<void> {
  const user = requireSession(ctx.actor)
  const album = await findVisibleAlbum(ctx, albumId)
  if (!owns(ctx.actor, album.ownerId)) {
    if ((await memberRole(ctx, albumId)) === null) throw notFound()
    if (username !== user.username) throw new AppError('forbidden', 'Only the owner of this album may take others out.')
  }
  await ctx.db.transaction(async (tx) => {
    await lockAlbum(tx, albumId)
    const them = tx.select({ id: users.id }).from(users).where(eq(users.username, username))
    const [removed] = await tx
      .delete(albumMembers)
      .where(and(eq(albumMembers.albumId, albumId), inArray(albumMembers.userId, them)))
      .returning({ userId: albumMembers.userId })
    if (!removed) throw notFound()
    await takePhotosAlong(tx, albumId, removed.userId)
    await publishAlbum(tx, album, 'photos')
    await tellPages(tx, removed.userId, [{ type: 'album', albumId, change: 'gone' }])
  })
}

function refuseSmart(album: AlbumRow): void {
  if (album.filter === null) return
  throw new AppError(
    'unprocessable',
    'A smart album cannot be shared with people: it would show them whatever fits its filter later. Share an album made by hand.',
  )
}

async function memberToBe(tx: Database, album: AlbumRow, username: string): Promise<string> {
  const refuse = (message: string) =>
    new AppError('unprocessable', message, { errors: [{ path: 'username', message }] })
  const [found] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.username, username), ofActiveOwner(users.id)))
  if (!found) throw refuse('There is nobody here with this username.')
  if (found.id === album.ownerId) throw refuse('This album is your own.')
  return found.id
}

async function assertMemberRoom(tx: Database, albumId: string, userId: string): Promise<void> {
  const [others] = await tx
    .select({ n: count() })
    .from(albumMembers)
    .where(and(eq(albumMembers.albumId, albumId), sql`${albumMembers.userId} <> ${userId}`))
  if ((others?.n ?? 0) < MOST_MEMBERS) return
  throw new AppError('conflict', `This album is shared with ${MOST_MEMBERS} people, which is the most.`)
}

async function takePhotosAlong(tx: Database, albumId: string, userId: string): Promise<void> {
  const theirs = tx.select({ id: photos.id }).from(photos).where(eq(photos.ownerId, userId))
  await tx.delete(albumPhotos).where(and(eq(albumPhotos.albumId, albumId), inArray(albumPhotos.photoId, theirs)))
}

function presentMember({ addedAt, ...member }: Omit<AlbumMember, 'addedAt'> & { addedAt: Date }): AlbumMember {
  return { ...member, addedAt: addedAt.toISOString() }
}
