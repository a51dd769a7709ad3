'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Source } from '@/lib/sources/ground/contract'
import { pageNews } from '../photo-lists/page-news'
import { fetchSource, SOURCES } from './source-calls'
import { isOpen } from './source-words'

/** Milliseconds between two looks while a scan runs; events shorten them, but counters also move between events. */
const RUNNING = 3_000
const PAUSED = 15_000

/**
 * Asks again for what is known of sources as soon as a scan says something.
 * @param key what is asked for again
 * @param pause milliseconds between two times
 */
export function useScanNews(key: string = SOURCES[0], pause = 1_500): void {
  const client = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const refresh = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        void client.invalidateQueries({ queryKey: [key] })
      }, pause)
    }
    const stop = pageNews.listen({ scan: refresh, reconnected: refresh })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [client, key, pause])
}

/** How often the state of a source is asked for; false while nothing happens there. */
export function pollEvery(sources: readonly Source[]): number | false {
  if (sources.some(({ scan }) => scan?.status === 'running')) return RUNNING
  return sources.some(({ scan }) => isOpen(scan)) ? PAUSED : false
}

/** A source as it is now. @param first as the server's HTML shows it */
export function useLiveSource(first: Source) {
  useScanNews()
  return useQuery({
    queryKey: [...SOURCES, first.id],
    queryFn: () => fetchSource(first.id),
    initialData: first,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data ? pollEvery([state.data]) : false),
  })
}
