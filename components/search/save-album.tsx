'use client'
import { useRouter } from 'next/navigation'
import { parametersOf } from '@/lib/parameters-of'
import { AlbumFormDialog } from '../albums/album-form-dialog'
import { QueryProvider } from '../ui/query-provider'

/** Keeps a filter as a smart album and goes there. @param query the filter as URL parameters */
export function SaveAlbum({ query, onClose }: { query: string; onClose: () => void }) {
  const router = useRouter()
  const filter = parametersOf(new URLSearchParams(query))
  return (
    <QueryProvider>
      <AlbumFormDialog filter={filter} onClose={onClose} onSaved={(album) => router.push(`/albums/${album.id}`)} />
    </QueryProvider>
  )
}
