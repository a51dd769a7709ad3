import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { plainTags, plainText } from '../media/plain-text'
import type { BatchSet } from '../photos/batch-contract'
import type { FileField } from '../photos/edit-contract'
import { columnsOfPlace } from '../photos/file-columns'
import { locationColumns, placeColumns, takenColumns } from './edit-columns'
import { parseShift } from './taken-at'

/** New values of columns as SQL over the row, and the fields they belong to. */
export interface Assignments {
  values: Record<string, SQL>
  fields: FileField[]
  /** Columns that follow from others and do not by themselves make a row "changed". */
  following: Record<string, SQL>
  /** Whether a row would be different. */
  differs: SQL
}

/** What a batch's `set` does to each row. @throws AppError invalid for a shift that is no duration, a time that does not exist */
export function batchAssignments(set: BatchSet): Assignments {
  const { title, description, tags, visibility, favourite, archived, rating, takenAt, location, place, rotate } = set
  const values: Record<string, SQL> = {
    ...(title === undefined ? {} : { title: sql`${plainText(title)}` }),
    ...(description === undefined ? {} : { description: sql`${plainText(description)}` }),
    ...(visibility === undefined ? {} : { visibility: sql`${visibility}` }),
    ...(favourite === undefined ? {} : { favourite: sql`${favourite}::boolean` }),
    ...(archived === undefined ? {} : { archived: sql`${archived}::boolean` }),
    ...(rating === undefined ? {} : { rating: sql`${rating}::smallint` }),
    ...(tags === undefined ? {} : { tags: tagsSql(tags.add ?? [], tags.remove ?? []) }),
    ...(rotate === undefined ? {} : { turn: sql`((${photos.turn} + ${rotate / 90}::int) % 4)::smallint` }),
    ...takenSql(takenAt),
    ...typed(locationColumns(location), 'double precision'),
    ...typed(placeColumns(place), 'text'),
  }
  const candidates = { title, description, tags, rating, takenAt, location, place, rotation: rotate }
  const fields = (Object.keys(candidates) as (keyof typeof candidates)[]).filter((key) => candidates[key] !== undefined)
  const follows = location !== undefined && place === undefined
  const differs = takenAt?.at === null ? sql`(${isDifferent(values)} or ${IS_GUESSED})` : isDifferent(values)
  return { values, fields, following: follows ? emptiedPlace() : {}, differs }
}

/** Whether a row would be different. */
export function isDifferent(values: Record<string, SQL>): SQL {
  const tests = Object.entries(values).map(([name, value]) => sql`${columnOf(name)} is distinct from ${value}`)
  return sql`(${sql.join(tests, sql` or `)})`
}

function columnOf(name: string): AnyColumn {
  return photos[name as keyof typeof photos] as AnyColumn
}

function typed(columns: Record<string, unknown>, type: 'text' | 'double precision'): Record<string, SQL> {
  const as = type === 'text' ? sql`text` : sql`double precision`
  return Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, sql`${value}::${as}`]))
}

/** What is removed goes, what is added comes at the end; case is ignored, the first writing of a tag stays. */
function tagsSql(add: string[], remove: string[]): SQL {
  const added = sql`${sql.param(plainTags(add))}::text[]`
  const removed = sql`array(select lower(gone) from unnest(${sql.param(plainTags(remove))}::text[]) as gone)`
  const kept = sql`array(select old from unnest(${photos.tags}) with ordinality as was (old, place)
    where lower(old) <> all (${removed}) order by place)`
  return sql`array(select tag from (
    select distinct on (lower(tag)) tag, place
    from unnest(${kept} || ${added}) with ordinality as every (tag, place)
    order by lower(tag), place) as single order by place)`
}

/** A date that is emptied takes the guess at it with it. */
const IS_GUESSED = sql`(${photos.takenLocal} is null and ${photos.takenSort} > '-infinity')`

function takenSql(takenAt: BatchSet['takenAt']): Record<string, SQL> {
  if (takenAt?.shift !== undefined) return { takenLocal: shiftSql(parseShift(takenAt.shift)) }
  const { takenLocal, takenOffset } = takenColumns(takenAt?.at)
  if (takenLocal === undefined) return {}
  return { takenLocal: sql`${takenLocal}::timestamp(3)`, takenOffset: sql`${takenOffset}::smallint` }
}

/** Times that would leave the years 1 to 9999 stay, and so does what has none. A guess that is moved becomes the date. */
function shiftSql(seconds: number): SQL {
  const moved = sql`${photos.takenSort} + make_interval(secs => ${seconds}::double precision)`
  return sql`case when ${moved} between '0001-01-01' and '9999-12-31 23:59:59.999' then ${moved} else ${photos.takenLocal} end`
}

/** The place of a moved photo is looked up anew, unless a person has set it. */
function emptiedPlace(): Record<string, SQL> {
  return Object.fromEntries(
    Object.keys(columnsOfPlace(null)).map((name) => [
      name,
      sql`case when 'place' = any(${photos.edited}) then ${columnOf(name)} end`,
    ]),
  )
}
