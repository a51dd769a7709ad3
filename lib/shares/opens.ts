import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { AlbumRow } from '@/db/schema/albums'
import { photos } from '@/db/schema/photos'
import type { ShareLinkRow } from '@/db/schema/shares'
import type { UserActor } from '../context/actor'
import { AppError } from '../errors/app-error'
import { isOneOf } from '../photos/is-one-of'
import type { Filter } from '../search/language/filter'
import { withoutLikeness } from '../search/language/terms'
import { expandAlbums } from '../search/query/expand-albums'
import { isPlain } from '../search/query/lane'
import { albumFilter } from '../search/query/saved-filter'
import { selectOwn } from '../search/query/where'

/** Whose link it is. */
export interface LinkOwner {
  id: string
  username: string
  name: string
}

/** What a link opens, or would open. */
export type Opened =
  | { album: AlbumRow }
  | { filter: NonNullable<ShareLinkRow['filter']> }
  | { ids: string[] }
  | { selectionOf: string }

/** What a link of the database opens. @param album the one it names */
export function openedBy(link: Pick<ShareLinkRow, 'id' | 'filter'>, album: AlbumRow | null): Opened {
  if (album) return { album }
  return link.filter === null ? { selectionOf: link.id } : { filter: link.filter }
}

/** A condition on `photos`, and whether it may be dear to ask. */
interface Condition {
  where: SQL
  dear: boolean
}

/** What guests of a link added is shown by links to where it was put. No filter brings it before other strangers, whom its owner did not choose. */
const NOT_OF_GUESTS = sql`not exists (select from guest_photos where photo_id = ${photos.id})`

/** Which photos these are. A filter means what it means for its owner, whoever looks. */
export async function openedSql(db: Database, opened: Opened, owner: LinkOwner): Promise<Condition> {
  if ('ids' in opened) return { where: isOneOf(opened.ids), dear: false }
  const filter = filterOf(opened, owner)
  if (filter === null) return { where: byHandSql(opened), dear: false }
  const actor = asOwner(owner)
  const expanded = await expandAlbums({ db, actor }, filter)
  return { where: sql`(${selectOwn(expanded, actor)} and ${NOT_OF_GUESTS})`, dear: !isPlain(expanded) }
}

function byHandSql(opened: Opened): SQL {
  if ('album' in opened)
    return sql`${photos.id} in (select photo_id from album_photos where album_id = ${opened.album.id})`
  if ('selectionOf' in opened)
    return sql`${photos.id} in (select photo_id from share_link_photos where link_id = ${opened.selectionOf})`
  return sql`false`
}

interface FoundParts {
  link: Pick<ShareLinkRow, 'id' | 'filter'>
  album: AlbumRow | null
  owner: LinkOwner
}

/** In what order a filter or a smart album lists its photos; null for what has an order by hand. */
export function orderOf(opened: Opened, owner: LinkOwner): Pick<Filter, 'sort' | 'order'> | null {
  const filter = filterOf(opened, owner)
  return filter && withoutLikeness(filter)
}

/** Whether a link lists its photos in the order of time, so that days can stand over them. */
export function isInOrderOfTime({ link, album, owner }: FoundParts): boolean {
  return orderOf(openedBy(link, album), owner)?.sort === 'taken'
}

/** Whether photos that come later are opened too. */
export function grows(opened: Opened): boolean {
  return 'album' in opened || 'filter' in opened
}

/** Whether there is a place for photos that visitors add: not where a filter says what is opened. */
export function takesGuestPhotos(opened: Opened): boolean {
  return 'album' in opened ? opened.album.filter === null : !('filter' in opened)
}

/** @throws AppError unprocessable where there is no place for photos that visitors add */
export function refuseGuestPhotos(opened: Opened): void {
  if (takesGuestPhotos(opened)) return
  const message =
    'Visitors can add photos to an album made by hand or to a selection; here a filter says what is shown.'
  throw new AppError('unprocessable', message, { errors: [{ path: 'allowUpload', message }] })
}

function filterOf(opened: Opened, owner: LinkOwner): Filter | null {
  if ('filter' in opened) return albumFilter({ id: '', filter: opened.filter, ownerId: owner.id }, owner.username)
  return 'album' in opened && opened.album.filter !== null ? albumFilter(opened.album, owner.username) : null
}

/** The owner, for compiling a filter: nothing else is done in this name. */
function asOwner({ id, username, name }: LinkOwner): UserActor {
  return { kind: 'user', userId: id, username, name, role: 'user', sessionId: '' }
}
