import { and, eq, gt, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type AlbumRow, albums } from '@/db/schema/albums'
import { type ShareLinkRow, shareLinks } from '@/db/schema/shares'
import { users } from '@/db/schema/users'
import { stillGives } from '../access/link-rights'
import { ofActiveOwner } from '../access/owners'
import type { LinkActor } from '../context/actor'
import { notFound } from '../errors/app-error'
import { type LinkOwner, openedBy, openedSql, takesGuestPhotos } from './opens'
import { hashOfLinkToken, isLinkToken } from './token'
import { isUnlocked } from './unlock-cookie'

/** A link that holds, with its album and its owner. */
export interface FoundLink {
  link: ShareLinkRow
  album: AlbumRow | null
  owner: LinkOwner
}

/** What stands behind an address: open to this visitor, or locked by a password. */
export type LinkState = { state: 'open'; actor: LinkActor; found: FoundLink } | { state: 'locked'; found: FoundLink }

/** Not expired. */
export const UNEXPIRED = or(isNull(shareLinks.expiresAt), gt(shareLinks.expiresAt, sql`now()`)) as SQL

/** The link that a token opens; null for unknown, revoked and expired ones, and where its owner is disabled. */
export async function findLink(db: Database, token: string): Promise<FoundLink | null> {
  if (!isLinkToken(token)) return null
  const live = and(eq(shareLinks.tokenHash, hashOfLinkToken(token)), UNEXPIRED, ofActiveOwner(shareLinks.ownerId))
  const [found] = await linksWhere(db, live)
  return found ?? null
}

/** The link by which somebody came in. @throws AppError not_found: it was revoked since */
export async function linkOf(db: Database, linkId: string): Promise<FoundLink> {
  const [found] = await linksWhere(db, eq(shareLinks.id, linkId))
  if (!found) throw notFound()
  return found
}

/** Links with their albums and owners, as a query. */
export function linksWhere(db: Database, where: SQL | undefined) {
  return db
    .select({ link: shareLinks, album: albums, owner: { id: users.id, username: users.username, name: users.name } })
    .from(shareLinks)
    .innerJoin(users, eq(users.id, shareLinks.ownerId))
    .leftJoin(albums, eq(albums.id, shareLinks.albumId))
    .where(where)
}

/**
 * What a visitor finds at an address.
 * @param cookies the Cookie header: only what `unlockLink` gave this browser for this link is looked at, no session
 * @returns null where there is nothing
 */
export async function openLink(db: Database, token: string, cookies: string | null): Promise<LinkState | null> {
  const found = await findLink(db, token)
  if (found === null) return null
  if (found.link.passwordHash !== null && !isUnlocked(found.link, cookies)) return { state: 'locked', found }
  return { state: 'open', found, actor: await actorOf(db, token, found) }
}

async function actorOf(db: Database, token: string, { link, album, owner }: FoundLink): Promise<LinkActor> {
  const { allowDownload, showLocation, allowPicks } = link
  const thing = openedBy(link, album)
  const allowUpload = link.allowUpload && takesGuestPhotos(thing)
  const opened = await openedSql(db, thing, owner)
  return {
    kind: 'link',
    linkId: link.id,
    token,
    ownerId: link.ownerId,
    albumId: album?.id ?? null,
    rights: { allowDownload, showLocation, allowPicks, allowUpload },
    dear: opened.dear,
    photos: sql`(${stillHolds(link)} and (${opened.where}))`,
  }
}

/**
 * Asked again in every statement: what runs on, such as a zip, takes nothing more once the link is revoked, expired or locked anew, or gives
 * less than it gave when it was opened.
 */
function stillHolds(link: ShareLinkRow): SQL {
  const { id, version } = link
  return sql`exists (select from share_links where id = ${id} and version = ${version}
    and (expires_at is null or expires_at > now()) and ${stillGives(link)})`
}
