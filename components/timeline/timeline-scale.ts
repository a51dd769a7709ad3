import { AT_UNDATED } from '@/lib/search/language/at-undated'
import type { Timeline } from '@/lib/search/language/contract'

/** A month on the scrubber, or `none`: what has no date. Its position is in parts of the whole height. */
export interface ScaleMonth {
  month: string
  count: number
  start: number
  end: number
}

/** A position on the scrubber. */
export interface ScalePosition {
  index: number
  /** Within the month, 0 to 1. */
  part: number
}

/** Months laid along the scrubber, each as long as its photos are many; what has no date at the end. */
export function scaleOf({ months, undated }: Timeline): ScaleMonth[] {
  const all = undated > 0 ? [...months, { month: AT_UNDATED, count: undated }] : months
  const total = all.reduce((sum, { count }) => sum + count, 0)
  let before = 0
  return all.map(({ month, count }) => {
    const start = before / total
    before += count
    return { month, count, start, end: before / total }
  })
}

/** The position at a height. @param at 0 (top) to 1 */
export function positionAt(scale: readonly ScaleMonth[], at: number): ScalePosition {
  const found = scale.findIndex(({ end }) => at < end)
  const index = found < 0 ? scale.length - 1 : found
  const { start, end } = scale[index] ?? { start: 0, end: 1 }
  return { index, part: Math.min(1, Math.max(0, (at - start) / (end - start))) }
}

/** The height of a position, 0 to 1. */
export function heightOf(scale: readonly ScaleMonth[], { index, part }: ScalePosition): number {
  const { start, end } = scale[index] ?? { start: 0, end: 0 }
  return start + (end - start) * part
}

/** The position of a day, `2023-08-10`, or of no date (empty); the nearest there is when its month has none. */
export function positionOfDay(scale: readonly ScaleMonth[], day: string, order: 'asc' | 'desc'): ScalePosition {
  if (day === '') return { index: scale.length - 1, part: 0 }
  const month = day.slice(0, -3)
  const exact = scale.findIndex((one) => one.month === month)
  if (exact < 0) {
    const next = scale.findIndex(
      (one) => one.month === AT_UNDATED || (order === 'desc' ? one.month < month : one.month > month),
    )
    return { index: next < 0 ? scale.length - 1 : next, part: 0 }
  }
  const [number, days] = [Number(day.slice(-2)), daysIn(month)]
  return { index: exact, part: (order === 'desc' ? days - number : number - 1) / days }
}

/** What to ask the list for: the month, or a day of it where there is room to point at days. @param tall its height in pixels */
export function dateAt(
  scale: readonly ScaleMonth[],
  position: ScalePosition,
  order: 'asc' | 'desc',
  tall: number,
): string {
  const month = scale[position.index]?.month ?? ''
  if (month === AT_UNDATED || tall < 24 || position.part < 0.02) return month
  const days = daysIn(month)
  const passed = Math.min(days - 1, Math.floor(position.part * days))
  return `${month}-${String(order === 'desc' ? days - passed : passed + 1).padStart(2, '0')}`
}

/** Where each year begins; of years whose labels would touch, the one with more photos has one. @param gap the least distance, 0 to 1 */
export function yearLabels(scale: readonly ScaleMonth[], gap: number): { year: string; at: number }[] {
  const years = new Map<string, { year: string; at: number; count: number }>()
  for (const { month, start, count } of scale) {
    const year = month.slice(0, -3)
    const known = years.get(year)
    if (known) known.count += count
    else if (month !== AT_UNDATED) years.set(year, { year, at: start, count })
  }
  const labels: { year: string; at: number }[] = []
  for (const { year, at } of [...years.values()].sort((one, other) => other.count - one.count)) {
    if (labels.every((label) => Math.abs(label.at - at) >= gap)) labels.push({ year, at })
  }
  return labels.sort((one, other) => one.at - other.at)
}

function daysIn(month: string): number {
  const [year, number] = month.split('-').map(Number)
  return new Date(Date.UTC(year ?? 0, number ?? 0, 0)).getUTCDate()
}
