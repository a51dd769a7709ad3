'use client'
import { useEffect, useState } from 'react'
import type { Album } from '@/lib/albums/contract'

/** The albums that one may put photos into, own ones first; none until they are there. */
export function useFillableAlbums(): Pick<Album, 'id' | 'title'>[] {
  const [albums, setAlbums] = useState<Pick<Album, 'id' | 'title'>[]>([])
  useEffect(() => {
    let gone = false
    const load = async () => {
      const { fetchAlbums } = await import('./album-calls')
      const found: Album[] = []
      for (const which of ['own', 'shared'] as const) {
        let cursor: string | null = null
        do {
          const page: Awaited<ReturnType<typeof fetchAlbums>> = await fetchAlbums(which, cursor)
          found.push(...page.items.filter(({ permissions }) => permissions.addPhotos))
          cursor = page.next
        } while (cursor !== null)
      }
      if (!gone) setAlbums(found)
    }
    // Without the list one uploads into no album: worth no complaint.
    void load().catch(() => undefined)
    return () => {
      gone = true
    }
  }, [])
  return albums
}
