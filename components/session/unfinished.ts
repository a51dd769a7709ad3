import { createStore } from '../state/create-store'

/** What of this page would be lost if it were left now: uploads under way. */
export interface Unfinished {
  files: number
  /** The username of whoever they belong to, where that is known. */
  owner: string | null
}

const NOTHING: Unfinished = { files: 0, owner: null }
const current = createStore(NOTHING)

/** Notes how many files still need this page. */
export function setUnfinished(files: number, owner: string | null): void {
  current.set(files === 0 ? NOTHING : { files, owner })
}

/** For useSyncExternalStore: the same object until it changes. */
export const { get: unfinished, subscribe: subscribeUnfinished } = current
