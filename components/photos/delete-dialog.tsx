'use client'
import type { Photo } from '@/lib/photos/contract'
import { AlertDialog } from '../ui/alert-dialog'
import { countPhotos, deleteForEver } from './photo-changes'

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
      {one ? 'The photo and its file are removed.' : 'The photos and their files are removed.'} Nobody can bring{' '}
      {one ? 'it' : 'them'} back, not even an administrator.
    </AlertDialog>
  )
}
