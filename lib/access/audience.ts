/** For whom a row of the counters counts photos: the owner's private and public ones, and what the world may see. */
export const AUDIENCE = { ownPrivate: 0, ownPublic: 1, world: 2 } as const
