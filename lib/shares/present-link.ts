import { count, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { shareGuests, sharePicks } from '@/db/schema/shares'
import { visibleTo } from '../access/visible-photos'
import type { Context } from '../context/context'
import { within } from '../load/dear'
import type { LinkPreview, ShareLink } from './contract'
import { guestTotals } from './guest-totals'
import type { FoundLink } from './open-link'
import { grows, type LinkOwner, type Opened, openedBy, openedSql } from './opens'
import { linkUrl } from './token'

/** What counting one link's photos may cost a list of them. */
const COUNT_MS = 300

type Counts = Pick<LinkPreview, 'photos' | 'private'>

/** Which photos are seen does not hang on what else a link allows. */
const NONE = { allowDownload: false, showLocation: false, allowPicks: false, allowUpload: false }

/** A link as its owner sees it. @param origin of this site, for the address */
export async function presentLink(ctx: Context, found: FoundLink, origin: string): Promise<ShareLink> {
  const { link, album, owner } = found
  const opened = openedBy(link, album)
  const { db, dear = db } = ctx
  const counts = await within(dear, COUNT_MS, (tx) => countOpened(tx, opened, owner))
  return {
    ...(await guestCounts(db, link.id)),
    id: link.id,
    url: linkUrl(link, origin),
    opens: album ? 'album' : link.filter === null ? 'selection' : 'filter',
    album: album && { id: album.id, title: album.title, smart: album.filter !== null },
    filter: link.filter,
    title: album?.title ?? link.title,
    state: link.expiresAt !== null && link.expiresAt <= new Date() ? 'expired' : 'open',
    hasPassword: link.passwordHash !== null,
    expiresAt: link.expiresAt?.toISOString() ?? null,
    allowDownload: link.allowDownload,
    showLocation: link.showLocation,
    allowPicks: link.allowPicks,
    allowUpload: link.allowUpload,
    maxGuestFiles: link.maxGuestFiles,
    maxGuestBytes: link.maxGuestBytes,
    photos: counts?.photos ?? null,
    private: counts?.private ?? null,
    grows: grows(opened),
    visits: link.visits,
    lastVisitAt: link.lastVisitAt?.toISOString() ?? null,
    createdAt: link.createdAt.toISOString(),
    updatedAt: link.updatedAt.toISOString(),
  }
}

async function guestCounts(db: Database, linkId: string) {
  const { files, bytes } = await guestTotals(db, linkId)
  const [row] = await db
    .select({ n: count() })
    .from(sharePicks)
    .innerJoin(shareGuests, eq(shareGuests.id, sharePicks.guestId))
    .where(eq(shareGuests.linkId, linkId))
  return { guestFiles: files, guestBytes: bytes, picks: row?.n ?? 0 }
}

/** How many photos a link opens, or would open, to its visitors, and how many of them are private otherwise. */
export async function countOpened(db: Database, opened: Opened, owner: LinkOwner): Promise<Counts> {
  const { where } = await openedSql(db, opened, owner)
  // An album may hold what others have put in: by a link it opens of that what is public.
  const albumId = 'album' in opened ? opened.album.id : null
  const seen = visibleTo({
    kind: 'link',
    linkId: '',
    token: '',
    ownerId: owner.id,
    albumId,
    rights: NONE,
    dear: false,
    photos: where,
  })
  const [row] = await db
    .select({
      photos: sql`count(*)`.mapWith(Number),
      private: sql`count(*) filter (where ${photos.visibility} = 'private')`.mapWith(Number),
    })
    .from(photos)
    .where(seen)
  return row ?? { photos: 0, private: 0 }
}
