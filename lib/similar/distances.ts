/** How far apart two pictures may lie, in words, and in how many of the 128 bits their hashes differ then (docs/similar.md says why). */
export const DISTANCES = { same: 4, 're-saved': 10, edited: 16, 'looks-alike': 24 } as const

export type DistanceWord = keyof typeof DISTANCES

/** The distance where none is given. */
export const USUAL_DISTANCE = DISTANCES['re-saved']
/** What differs in more has nothing to do with it. */
export const MOST_DISTANCE = 32

/** Beyond it a look-up reads a part of all photos. */
export const MOST_PLAIN_DISTANCE = 20

/** In how many of the 512 finer bits pictures may differ that lie within a distance: chance makes coarse bits agree, not fine ones too. */
export function detailDistance(distance: number): number {
  return 40 + 2 * distance
}
