import type { BatchSet } from '@/lib/photos/batch-contract'

/** The rating that a key means: − rejects. */
export function ratingOfKey(key: string): number {
  return key === '-' ? -1 : Number(key)
}

/** The `set` of a rating and how it is told; 0 takes the rating away, −1 rejects. */
export function ratingAct(stars: number): [set: BatchSet, done: string] {
  if (stars === -1) return [{ rating: -1 }, 'rejected']
  return stars === 0 ? [{ rating: null }, 'without a rating now'] : [{ rating: stars }, `rated ${stars} of 5`]
}
