import { type SQL, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import type { LinkActor } from '../context/actor'
import { givesOriginals } from './owners'

/** The settings of a photo's owner that its presentation asks for. */
interface OwnerSettings {
  showLocation: boolean
  allowOriginals: boolean
}

/** Whether visitors of a link see where a photo was taken: the owner of the link says so of the own photos, never of others'. */
export function linkShowsPlace({ rights, ownerId }: LinkActor, photoOwnerId: string, owner: OwnerSettings): boolean {
  return rights.showLocation && (photoOwnerId === ownerId || owner.showLocation)
}

/** Whether visitors of a link get a photo's original, without its metadata. */
export function linkGivesOriginals(
  { rights, ownerId }: LinkActor,
  photoOwnerId: string,
  owner: OwnerSettings,
): boolean {
  return rights.allowDownload && (photoOwnerId === ownerId || owner.allowOriginals)
}

/** Whether a row of `share_links` gives no less than it did when somebody came in. */
export function stillGives({
  allowDownload,
  showLocation,
}: Pick<LinkActor['rights'], 'allowDownload' | 'showLocation'>): SQL {
  return sql`(allow_download or not ${allowDownload}::boolean) and (show_location or not ${showLocation}::boolean)`
}

/** `linkGivesOriginals` as a condition on `photos`. */
export function givenByLink({ rights, ownerId }: LinkActor): SQL {
  return rights.allowDownload ? sql`(${photos.ownerId} = ${ownerId} or ${givesOriginals(photos.ownerId)})` : sql`false`
}
