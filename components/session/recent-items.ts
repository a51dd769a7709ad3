import { keptList } from './kept-list'

/** Where it is kept in the browser. */
export const RECENT_ITEMS = 'albumen-recent'
const MOST = 6

/** What is kept of a thing that was used. */
export interface RecentItem {
  id: string
  label: string
  detail?: string
  /** The address it leads to, unless it is a command. */
  href?: string
}

const isItem = (item: unknown): item is RecentItem =>
  typeof item === 'object' &&
  item !== null &&
  'id' in item &&
  typeof item.id === 'string' &&
  'label' in item &&
  typeof item.label === 'string'

const list = keptList(RECENT_ITEMS, MOST, isItem, ({ id }) => id)

/** What this person used lately in this browser, the last one first. */
export const recentItems = list.read

/** Puts an item before the recent ones of a person. */
export function rememberItem(username: string | null, { id, label, detail, href }: RecentItem): void {
  list.add(username, { id, label, detail, href })
}
