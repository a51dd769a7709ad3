/** What is kept in this browser for one person, the last one first. */
export interface KeptList<T> {
  read: (username: string | null) => T[]
  /** Puts it before the others of the person; what is the same goes. */
  add: (username: string | null, item: T) => void
  /** Takes it out; all of them when left out. */
  remove: (username: string | null, item?: T) => void
}

interface Stored {
  /** Another person in this browser does not see what this one used. */
  username: string | null
  items: unknown[]
}

/**
 * A list that stays in this browser (localStorage) until its person logs out (`forgetKept`). Where storage is off or full nothing is kept.
 * @param key of the storage
 * @param most how many are kept
 * @param known whether something stored is an item
 * @param nameOf what two items have in common that are the same
 */
export function keptList<T>(
  key: string,
  most: number,
  known: (item: unknown) => item is T,
  nameOf: (item: T) => string,
): KeptList<T> {
  const read = (username: string | null): T[] => {
    try {
      const stored = JSON.parse(localStorage.getItem(key) ?? 'null') as Stored | null
      return stored?.username === username && Array.isArray(stored.items) ? stored.items.filter(known) : []
    } catch {
      return []
    }
  }
  const others = (username: string | null, item: T) => read(username).filter((other) => nameOf(other) !== nameOf(item))
  const write = (username: string | null, items: T[]) => {
    try {
      localStorage.setItem(key, JSON.stringify({ username, items: items.slice(0, most) } satisfies Stored))
    } catch {
      // storage may be off or full; then nothing is remembered
    }
  }
  return {
    read,
    add: (username, item) => write(username, [item, ...others(username, item)]),
    remove: (username, item) => write(username, item === undefined ? [] : others(username, item)),
  }
}

/** Forgets what is kept under these keys, whoever's it is. */
export function forgetKept(keys: readonly string[]): void {
  for (const key of keys) {
    try {
      localStorage.removeItem(key)
    } catch {
      // storage is off; nothing was kept
    }
  }
}
