'use client'
import { useRouter } from 'next/navigation'
import { AlbumFormDialog } from '../albums/album-form-dialog'
import { QueryProvider } from '../ui/query-provider'

/** Keeps a filter as a smart album and goes there. @param query the filter as URL parameters */
export function SaveAlbum({ query, onClose }: { query: string; onClose: () => void }) {
  const router = useRouter()
  const search = new URLSearchParams(query)
  const filter: Record<string, string | string[]> = {}
  for (const key of new Set(search.keys())) {
    const values = search.getAll(key)
    filter[key] = values.length === 1 ? (values[0] ?? '') : values
  }
  return (
    <QueryProvider>
      <AlbumFormDialog filter={filter} onClose={onClose} onSaved={(album) => router.push(`/albums/${album.id}`)} />
    </QueryProvider>
  )
}
