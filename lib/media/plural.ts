import { formatNumber } from './format-number'

/**
 * The word or sentence that goes with a count. The only place that knows when a plural is one.
 * @param many without it, `one` with an s
 */
export function plural(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many
}

/** A count and what is counted: `1 photo`, `12,345 photos`. */
export function counted(count: number, one: string, many?: string): string {
  return `${formatNumber(count)} ${plural(count, one, many)}`
}

/** `1 photo`, `12,345 photos`. */
export function countPhotos(count: number): string {
  return counted(count, 'photo')
}
