const KEY = 'albumen-recent'
const MOST = 6

/** What is kept of a thing that was used. */
export interface RecentItem {
  id: string
  label: string
  detail?: string
  /** The address it leads to, unless it is a command. */
  href?: string
}

interface Stored {
  /** Another person in this browser does not see what this one used. */
  username: string | null
  items: RecentItem[]
}

/** What this person used lately in this browser, the last one first. */
export function recentItems(username: string | null): RecentItem[] {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Stored | null
    if (stored?.username !== username || !Array.isArray(stored.items)) return []
    return stored.items.filter(({ id, label }) => typeof id === 'string' && typeof label === 'string')
  } catch {
    return []
  }
}

/** Puts an item before the recent ones of a person. */
export function rememberItem(username: string | null, { id, label, detail, href }: RecentItem): void {
  const others = recentItems(username).filter((item) => item.id !== id)
  const stored: Stored = { username, items: [{ id, label, detail, href }, ...others].slice(0, MOST) }
  try {
    localStorage.setItem(KEY, JSON.stringify(stored))
  } catch {
    // storage may be off or full; then nothing is remembered
  }
}

/** Forgets it all, when somebody logs out. */
export function forgetItems(): void {
  try {
    localStorage.removeItem(KEY)
  } catch {
    // storage is off; nothing was kept
  }
}
