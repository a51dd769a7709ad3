import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import type { Album } from '@/lib/albums/contract'
import { errorSentence } from '@/lib/http/api-error'
import type { Photo } from '@/lib/photos/contract'
import { CoverImage } from '../images/cover-image'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { ErrorState } from '../ui/error-state'
import { Spinner } from '../ui/spinner'
import { showToast } from '../ui/toast-store'
import { photoAlt } from '../words/photo-text'
import { ALBUMS, fetchAlbumPhotos, updateAlbum } from './album-calls'

interface CoverDialogProps {
  album: Album
  onClose: () => void
  onSaved: () => void
}

/** Chooses the picture on an album's card: one of its photos, or always the newest. Load it lazily. */
export function CoverDialog({ album, onClose, onSaved }: CoverDialogProps) {
  const client = useQueryClient()
  const list = useInfiniteQuery({
    queryKey: [...ALBUMS, album.id, 'covers'],
    queryFn: ({ pageParam, signal }) => fetchAlbumPhotos(album.id, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
  const choose = useMutation({
    mutationFn: (coverPhotoId: string | null) => updateAlbum(album.id, { coverPhotoId }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ALBUMS })
      showToast('The cover is changed')
      onSaved()
    },
    onError: (error) => showToast(errorSentence(error), { tone: 'danger' }),
  })
  const photos = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Dialog open onOpenChange={onClose} title="Choose the cover" className="max-w-2xl!">
      {list.error && (
        <ErrorState title="The photos did not load" onRetry={() => void list.refetch()}>
          {errorSentence(list.error)}
        </ErrorState>
      )}
      {list.isLoading && <Spinner label="Loading the photos" />}
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(96px,1fr))] gap-1">
        {photos.map((photo) => (
          <li key={photo.id}>
            <Choice
              photo={photo}
              chosen={photo.id === album.coverPhotoId}
              busy={choose.isPending}
              onChoose={() => choose.mutate(photo.id)}
            />
          </li>
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap gap-2">
        {list.hasNextPage && (
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more photos
          </Button>
        )}
        {album.coverPhotoId && (
          <Button busy={choose.isPending} onClick={() => choose.mutate(null)}>
            Always the newest photo
          </Button>
        )}
      </div>
    </Dialog>
  )
}

interface ChoiceProps {
  photo: Photo
  chosen: boolean
  busy: boolean
  onChoose: () => void
}

function Choice({ photo, chosen, busy, onChoose }: ChoiceProps) {
  if (!photo.renditions) return null
  return (
    <button
      type="button"
      aria-pressed={chosen}
      aria-label={`${photoAlt(photo)} as the cover`}
      disabled={busy}
      onClick={onChoose}
      className="relative block aspect-square w-full overflow-hidden bg-sunken aria-pressed:outline-3 aria-pressed:-outline-offset-3 aria-pressed:outline-accent"
    >
      <CoverImage cover={photo.renditions.thumb} />
      {chosen && (
        <Check
          aria-hidden
          size={24}
          strokeWidth={3}
          className="absolute top-1 right-1 rounded-full bg-accent p-1 text-on-accent"
        />
      )}
    </button>
  )
}
