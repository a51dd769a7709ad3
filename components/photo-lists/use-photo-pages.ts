'use client'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { Photo, PhotoPage } from '@/lib/photos/contract'
import { sayNotLoaded } from '../ui/lazily'
import type { PhotoListState } from './list-shelf'
import { pageLists } from './page-lists'

const PAGE = 200

export interface PhotoList {
  photos: readonly Photo[]
  /** Nothing is there yet and something is on its way. */
  loading: boolean
  error: Error | null
  /** Photos are on their way, at whatever position of the list. */
  busy: boolean
  hasMore: boolean
  loadingMore: boolean
  /** Loads the next page, once at a time. */
  loadMore: () => void
  /** The list was begun in the middle and there is more before its first photo. */
  hasPrevious: boolean
  loadPrevious: () => void
  /** Begins the list anew at a date. @param ready is told the first photo before the list changes @returns whether there was one */
  jump: (at: string, ready: (first: Photo) => void) => Promise<boolean>
  /** Loads pages until `enough` says so or nothing is left. @returns all that is loaded then @throws what kept a page from coming */
  loadUntil: (enough: (photos: readonly Photo[]) => boolean, maxPages?: number) => Promise<readonly Photo[]>
}

/**
 * A list of photos, page by page.
 * @param query the filter as URL parameters
 * @param first the page the server rendered, or null
 * @param fresh a new visit: `first` was made for it. After a step back it may be old: the list kept here goes before it
 */
export function usePhotoPages(query: string, first: PhotoPage | null, fresh: boolean): PhotoList {
  const [server] = useState<PhotoListState>(() => ({
    photos: first?.items ?? [],
    next: first?.next,
    loading: first === null,
    error: null,
  }))
  useState(() => {
    if (typeof window !== 'undefined' && first && fresh) pageLists.start(query, first)
  })
  const state = useSyncExternalStore(
    useCallback((listener) => pageLists.subscribe(query, listener), [query]),
    () => pageLists.get(query),
    () => server,
  )
  const { photos, next, loading, error } = state

  const missing = next === undefined && !loading && error === null
  useEffect(() => {
    if (missing) void pageLists.loadNext(query, PAGE)
  }, [missing, query])

  const loadMore = useCallback(() => void pageLists.loadNext(query, PAGE), [query])
  const loadUntil: PhotoList['loadUntil'] = useCallback(
    (enough, maxPages) => pageLists.loadUntil(query, enough, maxPages),
    [query],
  )
  const loadPrevious = useCallback(() => void pageLists.loadBefore(query).catch(sayNotLoaded), [query])
  const jump: PhotoList['jump'] = useCallback((at, ready) => pageLists.jump(query, at, ready), [query])
  return {
    photos,
    loading: next === undefined && error === null,
    error,
    busy: (next === undefined && error === null) || loading || state.moving === true,
    hasMore: next !== null && next !== undefined,
    loadingMore: loading && photos.length > 0,
    loadMore,
    loadUntil,
    hasPrevious: Boolean(state.previous),
    loadPrevious,
    jump,
  }
}
