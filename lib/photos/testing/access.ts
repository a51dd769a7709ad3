import type { World } from './world'

/** The actors of a table of cases, by name. */
export const ACTORS = ['anonymous', 'owner', 'other', 'admin'] as const

/** Contexts for each of them; the photos are anna's. */
export function contexts({ anonymous, as, anna, ben }: World) {
  return { anonymous, owner: as(anna), other: as(ben), admin: as({ ...ben, role: 'admin' }) }
}
