import type { BatchSet } from '@/lib/photos/edit-contract'

/** The `set` of a rating and how it is told; 0 takes the rating away. */
export function ratingAct(stars: number): [set: BatchSet, done: string] {
  return stars === 0 ? [{ rating: null }, 'without a rating now'] : [{ rating: stars }, `rated ${stars} of 5`]
}
