/** For whom a row of the counters counts photos: the owner's private and public ones, and what the world may see; the archive apart. */
export const AUDIENCE = { ownPrivate: 0, ownPublic: 1, world: 2, archive: 3 } as const
