import { keptList } from './kept-list'

/** Where it is kept in the browser. */
export const RECENT_SEARCHES = 'albumen-searches'
const MOST = 8
/** A longer search was pasted; nobody reads it in a list. */
const LONGEST = 300

const isText = (item: unknown): item is string => typeof item === 'string' && item !== ''

const list = keptList(RECENT_SEARCHES, MOST, isText, (text) => text)

/** What this person searched for lately in this browser, the last one first. */
export const recentSearches = list.read

/** Puts a search before the recent ones of a person. */
export function rememberSearch(username: string, text: string): void {
  const typed = text.trim()
  if (typed !== '' && typed.length <= LONGEST) list.add(username, typed)
}

/** Takes a search out of the recent ones. @param text all of them when left out */
export const forgetSearch = list.remove
