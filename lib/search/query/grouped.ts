import { type SQL, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { AUDIENCE } from '../../access/audience'
import type { Actor } from '../../context/actor'
import { photosByIds } from '../../photos/by-ids'
import { dateSpan } from '../language/dates'
import { type Condition, type Filter, plainTerms, type Term } from '../language/terms'
import type { ConditionKey } from '../language/vocabulary'
import type { ReadFor } from './conditions'
import { similarIds } from './similar'

/** Where rows are counted: `from` names them "photos" for any branch's `where`, `n` is how many photos the rows are, `each` how many one is. */
export interface Source {
  from(rows: ReadFor['rows']): SQL
  n: SQL
  each: SQL
}

/** A part of a filter's photos and where to count them; the parts are disjoint. */
export interface Part {
  filter: Filter
  source: Source
}

/** The photos themselves, each counted as one. */
export const PHOTO_ROWS: Source = { from: () => sql`${photos}`, n: sql`count(*)`, each: sql`1::bigint` }

/** The photos of a filter. Of one that asks for what looks like a photo only those are read, by their ids; who may see them is for the branches to say. */
export function photoRows(filter: Filter, actor: Actor): Part {
  const like = plainTerms(filter.terms).find(({ is }) => is === 'similar')
  if (!like) return { filter, source: PHOTO_ROWS }
  const rows = photosByIds(similarIds(like.value, { actor }, like.by))
  return {
    filter: { ...filter, terms: filter.terms.filter((term) => term !== like) },
    source: { ...PHOTO_ROWS, from: () => rows },
  }
}

/** `photo_groups` (migration search_groups) with the column names of photos; others' rows are what the world may see. */
export const PHOTO_GROUPS: Source = {
  from: (
    rows,
  ) => sql`(select owner_id, case audience when 0 then 'private' else 'public' end as visibility, 'ready' as status,
    null::timestamptz as deleted_at, false as archived, month as taken_sort, town, region, country, country_code, null::text as camera_make,
    camera as camera_model, lens, media_type, cell_x, cell_y, n, latitude_sum, longitude_sum
    from photo_groups where ${rows === 'others' ? sql`audience = ${sql.raw(String(AUDIENCE.world))}` : sql`audience in (0, 1)`}) photos`,
  n: sql`sum(n)`,
  each: sql`n`,
}

const GROUPED: ConditionKey[] = [
  'owner',
  'visibility',
  'town',
  'region',
  'country',
  'camera',
  'lens',
  'type',
  'hasDate',
]
const WHOLE_MONTHS = /^\d{4}(-\d{2})?$/

/**
 * How to count a filter: over the groups where it asks only for what they know; the photos themselves for the rest. Dates that
 * begin or end within a month split it: whole months from the groups, the days before and after from the photos.
 */
export function countingParts(filter: Filter, actor: Actor): Part[] {
  const dates = plainTerms(filter.terms).filter((term) => term.is === 'after' || term.is === 'before')
  const others = filter.terms.filter((term) => !(dates as Term[]).includes(term))
  if (!others.every(grouped) || !dates.every((term) => dateSpan(term.value).offset === null)) {
    return [photoRows(filter, actor)]
  }
  return splitMonths(filter, others, dates)
}

/** Whether the groups can tell which photos a term holds for. */
export function grouped(term: Term): boolean {
  if ('not' in term) return grouped(term.not)
  if ('any' in term) return term.any.every(grouped)
  if ('all' in term) return term.all.every(grouped)
  if ('word' in term) return false
  if (term.is === 'after' || term.is === 'before') return WHOLE_MONTHS.test(term.value)
  return GROUPED.includes(term.is)
}

function splitMonths(filter: Filter, others: Term[], dates: Condition[]): Part[] {
  const find = (is: 'after' | 'before') => dates.find((term) => term.is === is)?.value
  const [after, before] = [find('after'), find('before')]
  const first = after === undefined || WHOLE_MONTHS.test(after) ? after : monthAfter(after)
  const last = before === undefined || WHOLE_MONTHS.test(before) ? before : monthBefore(before)
  if (first === null || last === null) return [{ filter, source: PHOTO_ROWS }]
  const within = first !== undefined && last !== undefined && dateSpan(first).from >= dateSpan(last).until
  if (within) return [{ filter, source: PHOTO_ROWS }]
  const part = (from: string | undefined, to: string | undefined, source: Source): Part => {
    const bounds: Term[] = []
    if (from !== undefined) bounds.push({ is: 'after', value: from })
    if (to !== undefined) bounds.push({ is: 'before', value: to })
    return { filter: { ...filter, terms: [...others, ...bounds] }, source }
  }
  const parts = [part(first, last, PHOTO_GROUPS)]
  if (after !== undefined && first !== after) parts.push(part(after, after.slice(0, 7), PHOTO_ROWS))
  if (before !== undefined && last !== before) parts.push(part(before.slice(0, 7), before, PHOTO_ROWS))
  return parts
}

function monthAfter(date: string): string | null {
  return monthOf(dateSpan(date.slice(0, 7)).until)
}

function monthBefore(date: string): string | null {
  return monthOf(dateSpan(date.slice(0, 7)).from - 1)
}

/** Null outside of the years 1 to 9999, which a filter cannot name. */
function monthOf(milliseconds: number): string | null {
  const month = new Date(milliseconds).toISOString().slice(0, 7)
  return /^(?!0000)\d{4}-\d{2}$/.test(month) ? month : null
}
