'use client'
import { useRouter } from 'next/navigation'
import { AlbumFormDialog } from '../albums/album-form-dialog'
import { QueryProvider } from '../ui/query-provider'

interface FolderAlbumProps {
  /** The folder's filter as URL parameters. */
  query: string
  /** The folder's name: what the album is called unless somebody says otherwise. */
  name: string
  onClose: () => void
}

/** Makes a smart album of a folder, which follows what is in it, and goes there. Load it lazily. */
export function FolderAlbum({ query, name, onClose }: FolderAlbumProps) {
  const router = useRouter()
  const filter = Object.fromEntries(new URLSearchParams(query))
  return (
    <QueryProvider>
      <AlbumFormDialog
        filter={filter}
        suggestion={name}
        onClose={onClose}
        onSaved={(album) => router.push(`/albums/${album.id}`)}
      />
    </QueryProvider>
  )
}
