import type { DuplicateGroup } from '@/lib/duplicates/contract'

/** A group that Undo has put back; the server makes it anew in a moment. */
export interface Returned {
  group: DuplicateGroup
  /** Where it stood in the list. */
  at: number
}

/**
 * The list as the server has it now, without what is decided on just now, and with what was put back and is not made anew yet.
 * @param away ids of groups that are decided on
 */
export function listedNow(
  fetched: readonly DuplicateGroup[],
  away: ReadonlySet<string>,
  returned: readonly Returned[],
): DuplicateGroup[] {
  let listed = fetched.filter(({ id }) => !away.has(id))
  for (const { group, at } of returned) {
    // What is left of it stands in its place until the server has made it anew.
    const isMade = listed.some((other) => group.photos.every(({ id }) => other.photos.some((photo) => photo.id === id)))
    if (isMade) continue
    const photos = new Set(group.photos.map(({ id }) => id))
    listed = listed.filter((other) => !other.photos.some(({ id }) => photos.has(id)))
    listed.splice(Math.min(at, listed.length), 0, group)
  }
  return listed
}

/** The pages after each other; a group that moved between two requests stands once. */
export function appended(groups: readonly DuplicateGroup[], more: readonly DuplicateGroup[]): DuplicateGroup[] {
  const known = new Set(groups.map(({ id }) => id))
  return [...groups, ...more.filter(({ id }) => !known.has(id))]
}

/**
 * Which group has the focus after the list has changed: the same one, the one that its photos are in now, or what stands in its place.
 * @returns null where no group is left
 */
export function focusAfter(
  old: readonly DuplicateGroup[],
  now: readonly DuplicateGroup[],
  focus: string | null,
): string | null {
  if (now.some(({ id }) => id === focus)) return focus
  const at = Math.max(
    0,
    old.findIndex(({ id }) => id === focus),
  )
  const photos = new Set(old[at]?.photos.map(({ id }) => id))
  const heir = now.find((group) => group.photos.some(({ id }) => photos.has(id)))
  return (heir ?? now[Math.min(at, now.length - 1)])?.id ?? null
}

/** The photos of a group that are chosen to be kept, those that are still in it; at first the proposed one. */
export function keptOf(group: DuplicateGroup, chosen: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const choice = chosen.get(group.id)
  const there = group.photos.filter(({ id }) => choice?.has(id)).map(({ id }) => id)
  return new Set(choice && (there.length > 0 || choice.size === 0) ? there : [group.proposal.keep])
}

/** The photo beside the last one that was chosen, at the ends the one at the end. */
export function photoBeside(group: DuplicateGroup, kept: ReadonlySet<string>, by: 1 | -1): string | null {
  const places = group.photos.flatMap(({ id }, at) => (kept.has(id) ? [at] : []))
  const from = by > 0 ? Math.max(-1, ...places) : Math.min(group.photos.length, ...places)
  const to = Math.min(group.photos.length - 1, Math.max(0, from + by))
  return group.photos[to]?.id ?? null
}
