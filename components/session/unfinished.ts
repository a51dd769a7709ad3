/** What of this page would be lost if it were left now: uploads under way. */
export interface Unfinished {
  files: number
  /** The username of whoever they belong to, where that is known. */
  owner: string | null
}

const NOTHING: Unfinished = { files: 0, owner: null }
const listeners = new Set<() => void>()
let current = NOTHING

/** Notes how many files still need this page. */
export function setUnfinished(files: number, owner: string | null): void {
  current = files === 0 ? NOTHING : { files, owner }
  for (const listener of [...listeners]) listener()
}

/** For useSyncExternalStore: the same object until it changes. */
export function unfinished(): Unfinished {
  return current
}

/** @returns ends it */
export function subscribeUnfinished(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
