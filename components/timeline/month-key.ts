import type { ScaleMonth } from './timeline-scale'

/** The month a key goes to; null for keys that are not the slider’s. */
export function monthByKey(scale: readonly ScaleMonth[], index: number, key: string): number | null {
  const last = scale.length - 1
  const within = (next: number) => Math.min(last, Math.max(0, next))
  const year = (at: number) => scale[at]?.month.slice(0, -3)
  if (key === 'ArrowDown' || key === 'ArrowRight') return within(index + 1)
  if (key === 'ArrowUp' || key === 'ArrowLeft') return within(index - 1)
  if (key === 'Home') return 0
  if (key === 'End') return last
  if (key === 'PageDown') {
    const next = scale.findIndex((_, at) => at > index && year(at) !== year(index))
    return next < 0 ? last : next
  }
  if (key !== 'PageUp') return null
  const before = scale.findLastIndex((_, at) => at < index && year(at) !== year(index))
  return before < 0 ? 0 : scale.findIndex((_, at) => year(at) === year(before))
}
