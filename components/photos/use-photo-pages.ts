'use client'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { Photo, PhotoPage } from '@/lib/photos/contract'
import { type PhotoPages, photosKey } from './photo-cache'

const calls = () => import('./photo-calls')
const PAGE = 200
const BIG_PAGE = 500

export interface PhotoList {
  photos: Photo[]
  /** Nothing is there yet and something is on its way. */
  loading: boolean
  error: Error | null
  hasMore: boolean
  loadingMore: boolean
  /** Loads the next page, once at a time. */
  loadMore: () => void
  /** Loads pages until `enough` says so or nothing is left. @returns all that is loaded then */
  loadUntil: (enough: (photos: Photo[]) => boolean, maxPages?: number) => Promise<Photo[]>
  retry: () => void
}

function flatten(pages: Pick<PhotoPages, 'pages'> | undefined): Photo[] {
  const seen = new Set<string>()
  const photos: Photo[] = []
  for (const page of pages?.pages ?? []) {
    for (const photo of page.items) {
      if (seen.has(photo.id)) continue
      seen.add(photo.id)
      photos.push(photo)
    }
  }
  return photos
}

/**
 * A list of photos, page by page.
 * @param query the filter as URL parameters
 * @param first the page the server rendered, or null
 * @param fresh take `first` even where an older list is kept (a new visit, not a step back)
 */
export function usePhotoPages(query: string, first: PhotoPage | null, fresh: boolean): PhotoList {
  const client = useQueryClient()
  const limit = useRef(PAGE)
  const key = photosKey(query)
  const initial: PhotoPages | undefined = first ? { pages: [first], pageParams: [null] } : undefined
  useState(() => {
    if (fresh && initial && client.getQueryData(key)) client.setQueryData<PhotoPages>(key, initial)
  })
  const result = useInfiniteQuery({
    queryKey: key,
    queryFn: async ({ pageParam, signal }) => (await calls()).fetchPhotoPage(query, pageParam, limit.current, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    initialData: initial,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30 * 60_000,
  })
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage, isFetchNextPageError, refetch } = result
  const photos = useMemo(() => flatten(data), [data])

  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, hasNextPage, isFetchingNextPage])

  const loadUntil = useCallback(
    async (enough: (photos: Photo[]) => boolean, maxPages = 400) => {
      limit.current = BIG_PAGE
      try {
        for (let pages = 0; pages < maxPages; pages++) {
          const known = client.getQueryData<PhotoPages>(photosKey(query))
          const all = flatten(known)
          if (!known || enough(all) || known.pages.at(-1)?.next === null) return all
          const reply = await fetchNextPage()
          if (reply.isError) throw reply.error
        }
        return flatten(client.getQueryData<PhotoPages>(photosKey(query)))
      } finally {
        limit.current = PAGE
      }
    },
    [client, fetchNextPage, query],
  )

  return {
    photos,
    loading: result.isPending,
    error: result.error,
    hasMore: hasNextPage,
    loadingMore: isFetchingNextPage,
    loadMore,
    loadUntil,
    retry: () => void (isFetchNextPageError ? fetchNextPage() : refetch()),
  }
}
