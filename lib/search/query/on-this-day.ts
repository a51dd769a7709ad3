import { sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { type Actor, personOf } from '../../context/actor'
import type { Context } from '../../context/context'
import { renditionUrl } from '../../photos/present'
import { filterOf } from '../language/filter'
import { selectOwn } from './where'

/** Years that are looked back. */
const YEARS = 80
/** Photos of each year. */
const OF_A_YEAR = 3
const DAY_MS = 86_400_000

/** A photo of one's own from another year. */
export interface Remembered {
  year: number
  id: string
  title: string
  thumb: { url: string; width: number; height: number }
  placeholder: string | null
}

export interface Memories {
  /** Of the same day. */
  day: Remembered[]
  /** Of the three days before and after it. */
  week: Remembered[]
}

/** A stretch of days of one year: milliseconds, the end excluded, on the clock of where a photo was taken. */
interface Span {
  year: number
  from: number
  until: number
}

/**
 * One's own photos of a day in other years, the last year first: by the clock of where they were taken, never by a guessed date. The archive and
 * what is not finished stay out. Nothing for visitors.
 * @param today `2026-11-27`
 */
export async function onThisDay(ctx: Context, today: string): Promise<Memories> {
  if (personOf(ctx.actor) === null) return { day: [], week: [] }
  const [day, week] = [await photosOf(ctx, dayInYears(today)), await photosOf(ctx, weekInYears(today))]
  return { day, week }
}

/**
 * The same day in other years. The 29th of February is the 28th in years that have none, and the 28th of a year without one is both
 * days of a year with it.
 */
export function dayInYears(today: string): Span[] {
  const [year = 0, month = 1, date = 1] = today.split('-').map(Number)
  return othersThan(year).map((other) => {
    const leap = new Date(Date.UTC(other, 1, 29)).getUTCMonth() === 1
    const leapToday = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
    const last = month === 2 && date === 29 && !leap ? 28 : date
    const from = Date.UTC(other, month - 1, last)
    const two = month === 2 && date === 28 && leap && !leapToday
    return { year: other, from, until: from + (two ? 2 : 1) * DAY_MS }
  })
}

/** The three days before the same day in other years, and the three after it. */
export function weekInYears(today: string): Span[] {
  return dayInYears(today).flatMap(({ year, from, until }) => [
    { year, from: from - 3 * DAY_MS, until: from },
    { year, from: until, until: until + 3 * DAY_MS },
  ])
}

function othersThan(year: number): number[] {
  return Array.from({ length: YEARS }, (_, before) => year - 1 - before)
}

interface Row extends Record<string, unknown> {
  year: number
  id: string
  revision: number
  title: string
  width: number
  height: number
  placeholder: string | null
}

async function photosOf({ db, actor }: Context, spans: Span[]): Promise<Remembered[]> {
  const time = (at: number) => new Date(at).toISOString().slice(0, 19)
  const column = (values: (string | number)[]) => sql.param(values)
  const { rows } = await db.execute<Row>(sql`
    select * from (
      select span.year, photo.*, row_number() over (partition by span.year order by photo.taken) as place
      from unnest(${column(spans.map(({ year }) => year))}::int[], ${column(spans.map(({ from }) => time(from)))}::timestamp[],
        ${column(spans.map(({ until }) => time(until)))}::timestamp[]) as span (year, since, until)
      cross join lateral (
        select ${photos.id} as id, ${photos.revision} as revision, ${photos.title} as title, ${photos.thumbWidth} as width,
          ${photos.thumbHeight} as height, ${photos.placeholder} as placeholder, ${photos.takenSort} as taken
        from ${photos} where ${finished(actor)} and ${photos.takenSort} >= span.since and ${photos.takenSort} < span.until
          and ${photos.takenLocal} is not null and ${photos.thumbWidth} is not null
        order by ${photos.takenSort} limit ${OF_A_YEAR}
      ) photo
    ) found where place <= ${OF_A_YEAR} order by year desc, taken`)
  return rows.map(({ year, id, revision, title, width, height, placeholder }) => ({
    ...{ year, id, title, placeholder },
    thumb: { url: renditionUrl({ id, revision }, 'thumb'), width, height },
  }))
}

function finished(actor: Actor) {
  return selectOwn(filterOf({ owner: 'me', status: 'ready' }), actor)
}
