'use client'
import { countPhotos } from '@/lib/media/plural'
import type { Photo } from '@/lib/photos/contract'
import { deleteForEver, sourceFileWords } from '../photo-lists/photo-changes'
import { AlertDialog } from '../ui/alert-dialog'

interface DeleteDialogProps {
  photos: readonly Photo[]
  onClose: (deleted: boolean) => void
}

/** Asks before photos are deleted for ever. Load it lazily. */
export function DeleteDialog({ photos, onClose }: DeleteDialogProps) {
  const one = photos.length === 1
  const confirm = () => {
    onClose(true)
    void deleteForEver(photos)
  }
  return (
    <AlertDialog
      open
      danger
      onOpenChange={(open) => !open && onClose(false)}
      title={one ? 'Delete this photo for ever?' : `Delete ${countPhotos(photos.length)} for ever?`}
      confirm={one ? 'Delete photo' : `Delete ${countPhotos(photos.length)}`}
      cancel={one ? 'Keep it' : 'Keep them'}
      onConfirm={confirm}
    >
      {removalWords(photos)}
    </AlertDialog>
  )
}

/** An uploaded file goes with its photo; one in a source is not Albumen's to delete. */
function removalWords(photos: readonly Photo[]): string {
  const one = photos.length === 1
  const kept = sourceFileWords(photos)
  const it = one ? 'it' : 'them'
  if (photos.every(({ source }) => source)) {
    return `${one ? 'The photo leaves' : 'The photos leave'} your library for ever, and no scan brings ${it} back.${kept}`
  }
  const gone = kept
    ? 'The photos and the uploaded files are'
    : one
      ? 'The photo and its file are'
      : 'The photos and their files are'
  return `${gone} removed. Nobody can bring ${it} back, not even an administrator.${kept}`
}
