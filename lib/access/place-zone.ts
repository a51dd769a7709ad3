import { type SQL, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import type { Actor } from '../context/actor'
import { isOwn } from './owners'

const clock = sql`replace(to_char(make_interval(mins => abs(${photos.takenOffset})), 'HH24:MI'), ':', '')`
/** The offset as files write it, without the colon that not all of them have. */
const WRITTEN = sql`case when ${photos.takenOffset} < 0 then '-' else '+' end || ${clock}`

/** Whether a tag of EXIF names the offset of the photo. */
function names(tag: string): SQL {
  return sql`coalesce(replace(btrim(${photos.exif} -> 'exif' ->> ${tag}), ':', '') = ${WRITTEN}, false)`
}

/**
 * Whether the offset of a photo's time was found out by its satellite time and not named by the file or a person: it tells where the photo was
 * taken, as its place does, and is shown with that alone. One of a file that has too many tags to keep them all counts as found out.
 */
export const ZONE_TELLS_PLACE = sql`case
  when ${photos.takenOffset} is null or ${photos.exif} is null then false
  when 'takenAt' = any(${photos.edited})
    and ${photos.takenOffset} is distinct from (coalesce(${photos.ownFields}, ${photos.fileFields}) ->> 'takenOffset')::int then false
  when not coalesce(${photos.exif} -> 'gps' ? 'GPSTimeStamp' or ${photos.exif} ? 'truncated', false) then false
  else not (${names('OffsetTimeOriginal')} or ${names('OffsetTimeDigitized')})
end`

/**
 * The same beside the row of its owner (`users`), where the actor may not see the place anyway. Raw tags are long: they are read of those photos
 * alone.
 */
export function zoneTellsPlaceTo(actor: Actor) {
  const shown = actor.kind === 'link' ? sql`false` : sql`(${isOwn(actor, photos.ownerId)} or ${users.showLocation})`
  return sql<boolean>`(case when ${shown} then false else ${ZONE_TELLS_PLACE} end)`
}
