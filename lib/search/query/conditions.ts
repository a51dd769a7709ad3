import { and, eq, type SQL, sql } from 'drizzle-orm'
import { albums } from '@/db/schema/albums'
import { photos } from '@/db/schema/photos'
import { isOwn } from '../../access/owners'
import { visibleAlbumsTo } from '../../access/visible-albums'
import type { VisibleBranch } from '../../access/visible-photos'
import { type Actor, userIdOf } from '../../context/actor'
import { dateSpan, sqlTimestamp } from '../language/dates'
import type { Condition, Word } from '../language/terms'
import { type NumberRange, parseBox, parseNear, parseRange } from '../language/values'
import { NUMBER_STYLES, type RangeKey, REJECTED } from '../language/vocabulary'
import { type NamedKey, type Names, nameKey, spellings } from './names'
import { GUESSED, HAS_DATE, UNDATED } from './no-date'
import { RATING_KEY, REJECTED_KEY } from './rating-key'
import { similar } from './similar'

/**
 * Which rows a condition is read for. It sees exactly what `presentPhoto` shows: of others' photos no file name, and the place
 * only where it is shown to the actor; a hidden field counts as empty.
 */
export interface ReadFor extends Pick<VisibleBranch, 'rows' | 'knowsPlace'> {
  actor: Actor
  /** Spellings looked up beforehand (`resolveNames`); without them the query looks them up itself. */
  names?: Names | undefined
}

const INTEGER_MAX = 2_147_483_647

/** Whether photos of a branch are other people's: file name, source and folder are not compared with them. */
export function isTheirs(rows: ReadFor['rows']): boolean {
  return rows === 'others' || rows === 'shared'
}

/** A condition on columns of `photos` as SQL in parentheses; true, or else false or null. */
export function conditionSql(condition: Condition, scope: ReadFor): SQL {
  return sql`(${bare(condition, scope)})`
}

function bare({ is: key, value, by }: Condition, scope: ReadFor): SQL {
  switch (key) {
    case 'owner':
      return owner(value, scope.actor)
    case 'visibility':
      return sql`${photos.visibility} = ${value}`
    case 'album':
      return album(value, scope.actor, by)
    case 'source':
      return isTheirs(scope.rows) && by === undefined ? sql`false` : eq(photos.sourceId, value)
    case 'folder':
      return folder(value, scope, by)
    case 'similar':
      return similar(value, scope, by)
    case 'town':
    case 'region':
    case 'country':
      return placed(named(key, value, scope), scope)
    case 'near':
      return placed(near(value), scope)
    case 'bbox':
      return placed(box(value), scope)
    case 'hasLocation':
      return hasLocation(value, scope)
    case 'hasDate':
      return value === 'true' ? HAS_DATE : UNDATED
    case 'guessed':
      return value === 'true' ? GUESSED : sql`not (${GUESSED})`
    case 'after':
      return after(value, scope)
    case 'before':
      return before(value, scope)
    case 'camera':
    case 'lens':
      return named(key, value, scope)
    case 'tag':
      return sql`${photos.tagsFolded} @> array[public.search_tag(${value})]`
    case 'favourite':
      return value === 'true' ? sql`${photos.favourite}` : sql`not ${photos.favourite}`
    case 'archived':
      return value === 'true' ? sql`${photos.archived}` : sql`not ${photos.archived}`
    case 'type':
      return eq(photos.mediaType, `image/${value}`)
    case 'status':
      return sql`${photos.status} = ${value}`
    case 'trash':
      return value === 'true' ? sql`${photos.deletedAt} is not null` : sql`${photos.deletedAt} is null`
    default:
      return range(key, value)
  }
}

/** A condition on the place: hidden places match nothing. */
function placed(condition: SQL, scope: ReadFor): SQL {
  return scope.knowsPlace ? sql`(${condition}) and ${scope.knowsPlace}` : condition
}

/** A word of the text language on the search column; weights: A public text, B place, C file name (migration search). */
export function wordSql({ word, exact, by }: Word, scope: ReadFor): SQL {
  const matches = (weights: string) =>
    sql`${photos.search} @@ public.search_query(${word}, ${exact}::boolean, ${weights})`
  if (scope.knowsPlace === null) return sql`(${matches('ABC')})`
  const [placed, plain] = by === undefined ? ['AB', 'A'] : ['ABC', 'AC']
  return sql`(${matches(placed)} and (${matches(plain)} or ${scope.knowsPlace}))`
}

function owner(value: string, actor: Actor): SQL {
  if (value !== 'me') return sql`${photos.ownerId} = (select id from users where username = ${value})`
  return isOwn(actor, photos.ownerId)
}

/** An album that the actor may see; which of its photos they may see is for `visibleTo` to say. */
function album(id: string, actor: Actor, by: string | undefined): SQL {
  const theirs = by === undefined ? sql`` : sql`or ${albums.ownerId} = ${by}`
  const seen = sql`exists (select from ${albums} where ${albums.id} = ${id} and (${visibleAlbumsTo(actor)} ${theirs}))`
  return sql`${seen} and ${photos.id} in (select photo_id from album_photos where album_id = ${id})`
}

/** Keys that begin with these bytes, in any source of one's own: where a photo lies is nobody else's to know. */
function folder(prefix: string, { rows, actor }: ReadFor, by: string | undefined): SQL {
  if (isTheirs(rows) && by === undefined) return sql`false`
  const owner = by ?? userIdOf(actor)
  const own = owner === null ? sql`` : sql`and owner_id = ${owner}`
  const mine = sql`${photos.sourceId} = any (array(select id from sources where deleted_at is null ${own}))`
  return sql`${mine} and ${photos.sourceKey} ^@ ${prefix}`
}

/** What is indexed of each name. */
const NAME_COLUMNS: Record<NamedKey, SQL> = {
  town: sql`${photos.town}`,
  region: sql`${photos.region}`,
  country: sql`coalesce(${photos.country}, ${photos.countryCode})`,
  camera: sql`public.search_camera_name(${photos.cameraMake}, ${photos.cameraModel})`,
  lens: sql`${photos.lens}`,
}

function named(key: NamedKey, value: string, { names }: ReadFor): SQL {
  const column = NAME_COLUMNS[key]
  const known = names?.get(nameKey(key, value))
  if (known?.length === 0) return sql`false`
  const one = known?.length === 1
  const spelled = one
    ? sql`${column} = ${known[0]}`
    : sql`${column} = any (${known ? sql`${sql.param(known)}::text[]` : sql`array(${spellings(key, value)})`})`
  if (key !== 'country' || value.length !== 2) return spelled
  // A code finds its country's names; whether this row has the code or the name, only the row can say.
  return sql`${spelled} and (${photos.countryCode} = upper(${value}) or public.search_fold(${photos.country}) = public.search_fold(${value}))`
}

/** Great-circle distance on a sphere of 6371 km (haversine), after a box that an index can answer. */
function near(value: string): SQL {
  const { latitude, longitude, km } = parseNear(value)
  const angle = km / 6371.0088
  const degrees = (angle * 180) / Math.PI
  const [south, north] = [Math.max(-90, latitude - degrees), Math.min(90, latitude + degrees)]
  const reach = Math.sin(Math.min(angle, Math.PI / 2)) / Math.cos((latitude * Math.PI) / 180)
  const overPole = south === -90 || north === 90 || angle >= Math.PI / 2 || reach >= 1
  const width = overPole ? 180 : (Math.asin(reach) * 180) / Math.PI
  const distance = sql`power(sin(radians(${photos.latitude} - ${latitude}::double precision) / 2), 2) + cos(radians(${latitude}::double precision))
    * cos(radians(${photos.latitude})) * power(sin(radians(${photos.longitude} - ${longitude}::double precision) / 2), 2)`
  const inside = boxSql({ west: wrap(longitude - width), south, east: wrap(longitude + width), north }, width >= 180)
  const limit = Math.sin(Math.min(angle / 2, Math.PI / 2)) ** 2
  return sql`${inside} and ${distance} <= ${limit}::double precision`
}

function wrap(longitude: number): number {
  return longitude < -180 ? longitude + 360 : longitude > 180 ? longitude - 360 : longitude
}

function box(value: string): SQL {
  return boxSql(parseBox(value), false)
}

/** West beyond east: the two sides of the antimeridian. */
function boxSql(bounds: { west: number; south: number; east: number; north: number }, allLongitudes: boolean): SQL {
  const { west, south, east, north } = bounds
  const rows = sql`${photos.latitude} between ${south} and ${north}`
  if (allLongitudes) return rows
  if (west <= east) {
    // The antimeridian itself is kept as -180.
    const seam = east === 180 ? sql` or ${photos.longitude} = -180` : sql``
    return sql`${rows} and (${photos.longitude} between ${west} and ${east}${seam})`
  }
  return sql`${rows} and (${photos.longitude} >= ${west} or ${photos.longitude} <= ${east})`
}

function hasLocation(value: string, scope: ReadFor): SQL {
  const located = sql`${photos.latitude} is not null and ${photos.longitude} is not null`
  const known = scope.knowsPlace ? sql`${located} and ${scope.knowsPlace}` : located
  return value === 'true' ? known : sql`(${known}) is not true`
}

/** A photo without a known zone is taken to be in the zone of the question; one without a date is neither after nor before. */
function after(value: string, scope: ReadFor): SQL {
  const { from, offset } = dateSpan(value)
  if (offset === null) return sql`${photos.takenSort} >= ${sqlTimestamp(from)}::timestamp`
  return and(
    sql`${photos.takenSort} >= ${sqlTimestamp(from)}::timestamp - interval '1 day 6 hours'`,
    sql`${wallClockAt(offset, scope)} >= ${sqlTimestamp(from)}::timestamp`,
  ) as SQL
}

function before(value: string, scope: ReadFor): SQL {
  const { until, offset } = dateSpan(value)
  if (offset === null) return sql`${photos.takenSort} < ${sqlTimestamp(until)}::timestamp and ${HAS_DATE}`
  return and(
    HAS_DATE,
    sql`${photos.takenSort} < ${sqlTimestamp(until)}::timestamp + interval '1 day 6 hours'`,
    sql`${wallClockAt(offset, scope)} < ${sqlTimestamp(until)}::timestamp`,
  ) as SQL
}

/** What a clock at `offset` minutes from UTC showed when the photo was taken, for all that is shown of it. A guess is an instant, in UTC. */
function wallClockAt(offset: number, { knowsPlace }: ReadFor): SQL {
  const shown = knowsPlace
    ? sql`case when ${knowsPlace} or not ${photos.zoneTellsPlace} then ${photos.takenOffset} end`
    : photos.takenOffset
  const own = sql`coalesce(${shown}, case when ${photos.takenLocal} is null then 0 else ${offset}::int end)`
  return sql`${photos.takenSort} + make_interval(mins => ${offset}::int - ${own})`
}

const RANGE_COLUMNS = {
  iso: photos.iso,
  aperture: photos.aperture,
  focal: photos.focalLength,
  exposure: photos.exposure,
  bytes: photos.bytes,
  width: photos.width,
  height: photos.height,
  rating: sql`(${RATING_KEY})`,
} as const

/** Measured numbers (f/2.8 is stored as 2.799…) match within half a percent. */
function range(key: RangeKey, value: string): SQL {
  if (key === 'rating' && value === REJECTED) return sql`(${RATING_KEY}) = ${REJECTED_KEY}::integer`
  const column = RANGE_COLUMNS[key]
  const { min, max }: NumberRange = parseRange(value, NUMBER_STYLES[key])
  const whole = NUMBER_STYLES[key].whole
  const type = sql.raw(key === 'bytes' ? 'bigint' : whole ? 'integer' : 'double precision')
  const least = key === 'rating' ? 0 : null // below are none and rejected
  const low = min === null ? least : whole ? min : min * 0.995
  const high = max === null ? null : whole ? max : Math.min(max * 1.005, INTEGER_MAX)
  if (low !== null && high !== null) return sql`${column} between ${low}::${type} and ${high}::${type}`
  return low === null ? sql`${column} <= ${high}::${type}` : sql`${column} >= ${low}::${type}`
}
