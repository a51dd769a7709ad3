'use client'
import { ArchiveRestore, Download, Globe, Lock, Trash2, X } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { countPhotos, moveToTrash, restorePhotos, setVisibility } from '../photos/photo-changes'
import { downloadPhotos } from '../photos/photo-file'
import { IconButton } from '../ui/icon-button'
import { showToast } from '../ui/toast-store'

const PublishDialog = lazy(() =>
  import('../photos/publish-dialog').then((module) => ({ default: module.PublishDialog })),
)
const DeleteDialog = lazy(() => import('../photos/delete-dialog').then((module) => ({ default: module.DeleteDialog })))

interface SelectionBarProps {
  photos: readonly Photo[]
  /** How many are chosen so far while more are being fetched; null when nothing is on its way. */
  gathering: number | null
  mode: 'gallery' | 'trash'
  onClear: () => void
}

/** What can be done with the ticked photos; at the top, on the phone at the thumb. */
export function SelectionBar({ photos, gathering, mode, onClear }: SelectionBarProps) {
  const [asking, setAsking] = useState<'publish' | 'delete' | null>(null)
  const editable = photos.filter((photo) => photo.permissions.edit)
  const downloadable = photos.filter((photo) => photo.permissions.downloadOriginal)
  const all = editable.length === photos.length

  const then = (work: Promise<void>) => {
    onClear()
    void work
  }
  const download = () => {
    if (downloadable.length > 1) showToast(`Downloading ${countPhotos(downloadable.length)}, one by one`)
    void downloadPhotos(downloadable)
  }
  return (
    <div
      role="toolbar"
      aria-label="Actions on the selected photos"
      className="fixed inset-x-0 top-0 z-30 flex h-(--header-height) items-center gap-1 border-b border-line bg-raised px-2 max-sm:top-auto max-sm:bottom-0 max-sm:h-(--bottom-bar-height) max-sm:border-t max-sm:border-b-0 max-sm:pb-[env(safe-area-inset-bottom)] sm:px-4"
    >
      <IconButton icon={X} label="Clear the selection" shortcut="Esc" tip="bottom" onClick={onClear} />
      <span role="status" className="tabular mr-auto truncate pl-1 font-semibold">
        {gathering === null
          ? `${photos.length.toLocaleString('en-GB')} selected`
          : `Selecting… ${gathering.toLocaleString('en-GB')}`}
      </span>
      {mode === 'gallery' && all && (
        <>
          <IconButton icon={Globe} label="Make public" onClick={() => setAsking('publish')} />
          <IconButton icon={Lock} label="Make private" onClick={() => then(setVisibility(photos, 'private'))} />
        </>
      )}
      {downloadable.length > 0 && <IconButton icon={Download} label="Download" shortcut="d" onClick={download} />}
      {mode === 'gallery' && all && (
        <IconButton icon={Trash2} label="Move to the trash" shortcut="Del" onClick={() => then(moveToTrash(photos))} />
      )}
      {mode === 'trash' && (
        <>
          <IconButton icon={ArchiveRestore} label="Restore" onClick={() => then(restorePhotos(photos))} />
          <IconButton
            icon={Trash2}
            label="Delete for ever"
            shortcut="Del"
            className="text-danger"
            onClick={() => setAsking('delete')}
          />
        </>
      )}
      <Suspense>
        {asking === 'publish' && (
          <PublishDialog
            photos={photos}
            onClose={(published) => {
              setAsking(null)
              if (published) onClear()
            }}
          />
        )}
        {asking === 'delete' && (
          <DeleteDialog
            photos={photos}
            onClose={(deleted) => {
              setAsking(null)
              if (deleted) onClear()
            }}
          />
        )}
      </Suspense>
    </div>
  )
}
