interface Owners {
  usernames: Set<string>
  listeners: Set<() => void>
}

/** Whose photos each grid has shown, as long as it stands. */
const grids = new WeakMap<Element, Owners>()

/**
 * Tells whether a grid holds photos of several people, as far as it has been looked at.
 * @param username whose photo stands there now
 * @param tell called once it does, at once where it does already
 * @returns ends it
 */
export function followOwners(grid: Element, username: string, tell: () => void): () => void {
  const owners = grids.get(grid) ?? { usernames: new Set(), listeners: new Set() }
  grids.set(grid, owners)
  const { usernames, listeners } = owners
  const before = usernames.size
  usernames.add(username)
  if (usernames.size === 2 && before === 1) for (const listener of listeners) listener()
  if (usernames.size > 1) tell()
  listeners.add(tell)
  return () => listeners.delete(tell)
}
