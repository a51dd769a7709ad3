'use client'
import { useQueryClient } from '@tanstack/react-query'
import type { Photo } from '@/lib/photos/contract'
import { QueryProvider } from '../ui/query-provider'
import { AlbumDialog } from './album-dialog'
import { runBatch } from './run-batch'

interface AddPhotoToAlbumProps {
  photo: Photo
  onClose: () => void
}

/** Puts the one photo that is looked at into an album. Load it lazily. */
export function AddPhotoToAlbum(props: AddPhotoToAlbumProps) {
  return (
    <QueryProvider>
      <Add {...props} />
    </QueryProvider>
  )
}

function Add({ photo, onClose }: AddPhotoToAlbumProps) {
  const client = useQueryClient()
  const changed = () => void client.invalidateQueries({ queryKey: ['photo', photo.id] })
  return (
    <AlbumDialog
      count={1}
      holding={photo.albums?.map(({ id }) => id)}
      onChoose={({ id, title }) => {
        onClose()
        void runBatch(
          { kind: 'photos', photos: [photo] },
          { set: { album: { add: id } }, done: `added to ${title}`, changed },
        )
      }}
      onClose={onClose}
    />
  )
}
