'use client'
import { Download, RotateCcw, Trash2 } from 'lucide-react'
import type { Photo } from '@/lib/photos/contract'
import { moveToTrash, retryPhoto } from '../photo-lists/photo-changes'
import { Button } from '../ui/button'
import { buttonStyle } from '../ui/button-style'
import { Dialog } from '../ui/dialog'
import { originalUrl } from './photo-file'

/** Why a photo could not be processed and what can be done. Load it lazily. */
export function FailedDialog({ photo, onClose }: { photo: Photo; onClose: () => void }) {
  const then = (work: Promise<unknown>) => {
    onClose()
    void work
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="This photo could not be processed"
      description={photo.filename}
      className="max-w-lg"
    >
      <p className="text-large">{photo.failure ?? 'The file could not be read.'}</p>
      <p className="mt-2 text-muted">The file you uploaded is kept as it is.</p>
      <div className="mt-6 flex flex-col gap-2 sm:flex-row sm:justify-end">
        <Button variant="ghost" className="text-danger" onClick={() => then(moveToTrash([photo]))}>
          <Trash2 aria-hidden size={18} strokeWidth={1.75} />
          Delete
        </Button>
        <a className={buttonStyle('secondary')} href={originalUrl(photo)} download>
          <Download aria-hidden size={18} strokeWidth={1.75} />
          Download original
        </a>
        <Button variant="primary" onClick={() => then(retryPhoto(photo))}>
          <RotateCcw aria-hidden size={18} strokeWidth={1.75} />
          Try again
        </Button>
      </div>
    </Dialog>
  )
}
