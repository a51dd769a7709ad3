import { useEffect, useState, useSyncExternalStore } from 'react'
import type { DuplicatePage } from '@/lib/duplicates/contract'
import { gathered } from '../albums/gathered'
import { pageNews } from '../photo-lists/page-news'
import { createDecider, type Decider } from './decide'
import { fetchGroups, type GroupKind } from './duplicate-calls'
import { createGroupStore, type GroupState, type GroupStore } from './group-store'
import { safeRuns } from './safe-progress'

/** Milliseconds after which the groups of photos that came or went are surely made anew. */
const LATER = 4_000

interface Groups {
  store: GroupStore
  state: GroupState
  decider: Decider
  refreshSoon: () => void
}

/**
 * The groups on the screen; they follow what happens elsewhere.
 * @param first the page that the server drew
 */
export function useGroupStore(kind: GroupKind, first: DuplicatePage): Groups {
  const [made] = useState(() => {
    const store = createGroupStore(first, (cursor, limit) => fetchGroups(kind, cursor, limit))
    const follower = followGroups(store)
    return { store, follower, decider: createDecider(store, () => follower.soon()) }
  })
  const { store, follower, decider } = made
  useEffect(() => follower.begin(), [follower])
  const state = useSyncExternalStore(store.subscribe, store.get, store.get)
  useEffect(() => {
    if (store.isNearEnd()) void store.more()
  })
  return { store, state, decider, refreshSoon: () => follower.soon() }
}

/** Has the list asked for again when photos come or go: soon, and once more when the job that makes groups has run. */
function followGroups(store: GroupStore) {
  let work: ReturnType<typeof gathered> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const soon = () => {
    work?.soon(true)
    clearTimeout(timer)
    timer = setTimeout(() => work?.soon(true), LATER)
  }
  const begin = () => {
    work = gathered(store.refresh)
    const stopNews = pageNews.listen({ photo: soon, album: soon, reconnected: soon })
    const stopRuns = safeRuns.subscribe(soon)
    // The page was drawn a moment before anybody listened.
    soon()
    return () => {
      clearTimeout(timer)
      work?.end()
      work = null
      stopNews()
      stopRuns()
    }
  }
  return { begin, soon }
}
