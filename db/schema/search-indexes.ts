import { type SQL, sql } from 'drizzle-orm'
import { type ExtraConfigColumn, index } from 'drizzle-orm/pg-core'

type Name =
  | ('id' | 'ownerId' | 'takenSort' | 'addedAt' | 'bytes' | 'town' | 'region' | 'lens' | 'mediaType')
  | ('latitude' | 'longitude' | 'search' | 'tagsFolded')
type Columns = Record<Name, ExtraConfigColumn>
type Key = Partial<ExtraConfigColumn> | SQL

const KEPT = sql`deleted_at is null`
const PUBLIC = sql`visibility = 'public' and status = 'ready' and deleted_at is null`
/** What is counted by an index alone knows of the archive; lists read the rows anyway. */
const SHOWN = sql`deleted_at is null and not archived`
const SHOWN_PUBLIC = sql`visibility = 'public' and status = 'ready' and deleted_at is null and not archived`
const COUNTRY = sql`coalesce(country, country_code)`
/** Rejected below no rating below 0 stars. */
const RATING = sql`(case when rating < 0 then -2 else coalesce(rating, -1) end)`
const CAMERA = sql`public.search_camera_name(camera_make, camera_model)`

/**
 * What searches read: one's own photos (owner first) and everybody's public ones apart, by each value of the form in the order by date
 * taken, so that a page is read off; then the other orders.
 * @param t the columns of photos, as its builder of indexes gets them
 */
export function searchIndexes(t: Columns) {
  return [...byValue(t), ...byPlace(t), ...byFlag(t), ...byWord(t), ...byOrder(t)]
}

// A column's order is taken by the index that is built next: it cannot be kept for two.
const down = (column: ExtraConfigColumn): Key => column.desc().nullsFirst()
const newest = (t: Columns): Key[] => [down(t.takenSort), down(t.id)]

/** One's own and everybody's index on the same keys; the public one has `owner_id` beside them (`INCLUDED`). */
function pair(name: string, t: Columns, keys: () => [Key, ...Key[]], [own, open] = [KEPT, PUBLIC]) {
  return [
    index(`photos_owner_${name}`)
      .on(t.ownerId, ...keys())
      .where(own),
    index(`photos_public_${name}`)
      .on(...keys())
      .where(open),
  ]
}

function byValue(t: Columns) {
  return [
    ...pair('town', t, () => [t.town, ...newest(t)]),
    ...pair('region', t, () => [t.region, ...newest(t)]),
    ...pair('country', t, () => [COUNTRY, ...newest(t)]),
    ...pair('camera', t, () => [CAMERA, ...newest(t)]),
    ...pair('lens', t, () => [t.lens, ...newest(t)]),
  ]
}

function byPlace(t: Columns) {
  const own = sql`deleted_at is null and not archived and latitude is not null`
  const open = sql`visibility = 'public' and status = 'ready' and deleted_at is null and not archived and latitude is not null`
  return [
    index('photos_owner_place').on(t.ownerId, t.latitude, t.longitude).where(own),
    index('photos_public_place').on(t.latitude, t.longitude).where(open),
  ]
}

function byFlag(t: Columns) {
  return [
    index('photos_owner_favourite')
      .on(t.ownerId, ...newest(t))
      .where(sql`favourite and deleted_at is null and not archived`),
    index('photos_public_favourite')
      .on(down(t.takenSort), down(t.id))
      .where(sql`favourite and visibility = 'public' and status = 'ready' and deleted_at is null and not archived`),
    index('photos_owner_archived')
      .on(t.ownerId, ...newest(t))
      .where(sql`archived and deleted_at is null`),
    index('photos_public_archived')
      .on(down(t.takenSort), down(t.id))
      .where(sql`archived and visibility = 'public' and status = 'ready' and deleted_at is null`),
    index('photos_owner_type')
      .on(t.ownerId, t.mediaType, ...newest(t))
      .where(sql`media_type <> 'image/jpeg' and deleted_at is null`),
    index('photos_person_taken')
      .on(t.ownerId, ...newest(t))
      .where(PUBLIC),
  ]
}

function byWord(t: Columns) {
  return [
    index('photos_owner_tags').using('gin', t.ownerId, t.tagsFolded).where(KEPT),
    index('photos_public_tags').using('gin', t.tagsFolded).where(PUBLIC),
    index('photos_owner_search').using('gin', t.ownerId, t.search).where(KEPT),
    index('photos_public_search').using('gin', t.search).where(PUBLIC),
  ]
}

function byOrder(t: Columns) {
  return [
    ...pair('added', t, () => [down(t.addedAt), down(t.id)]),
    ...pair('bytes', t, () => [down(t.bytes), down(t.id)], [SHOWN, SHOWN_PUBLIC]),
    ...pair('title', t, () => [sql`public.search_title_key(title) desc`, down(t.id)]),
    ...pair('rating', t, () => [sql`${RATING} desc`, down(t.id)], [SHOWN, SHOWN_PUBLIC]),
  ]
}
