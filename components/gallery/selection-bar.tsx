'use client'
import { ArchiveRestore, Download, FolderPlus, Globe, Lock, Tag, Trash2, X } from 'lucide-react'
import { Suspense, useState } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { BatchDialogs } from '../batch/batch-dialogs'
import { BatchMenu } from '../batch/batch-menu'
import { sizeOf } from '../batch/batch-target'
import { ratingAct } from '../batch/rating-act'
import { downloadZip } from '../batch/run-batch'
import { useBatch } from '../batch/use-batch'
import { type Shortcut, useShortcuts } from '../keys/shortcuts'
import { moveToTrash, restorePhotos, setVisibility } from '../photo-lists/photo-changes'
import { downloadPhotos } from '../photos/photo-file'
import { IconButton } from '../ui/icon-button'
import { lazily } from '../ui/lazily'
import { formatNumber } from '../words/numbers'

const PublishDialog = lazily(() => import('../photos/publish-dialog').then((module) => module.PublishDialog))
const DeleteDialog = lazily(() => import('../photos/delete-dialog').then((module) => module.DeleteDialog))

interface SelectionBarProps {
  /** The list's filter as URL parameters, or `albums/{id}`. */
  query: string
  photos: readonly Photo[]
  /** How many are chosen so far while more are being fetched; null when nothing is on its way. */
  gathering: number | null
  mode: 'gallery' | 'trash'
  onClear: () => void
}

/** What can be done with the ticked photos; at the top, on the phone at the thumb. */
export function SelectionBar({ query, photos, gathering, mode, onClear }: SelectionBarProps) {
  const [asking, setAsking] = useState<'publish' | 'delete' | null>(null)
  const batch = useBatch(query, photos, onClear)
  const { ask, apply, whole, target } = batch
  const downloadable = whole ? photos : photos.filter((photo) => photo.permissions.downloadOriginal)
  const editable = mode === 'gallery' && photos.every((photo) => photo.permissions.edit)

  const then = (work: Promise<void>) => {
    onClear()
    void work
  }
  const download = () => {
    if (whole) void downloadZip(target)
    else if (downloadable.length > 1) void downloadZip({ kind: 'photos', photos: downloadable })
    else void downloadPhotos(downloadable)
  }
  const publish = () => (whole ? apply({ visibility: 'public' }, 'made public') : setAsking('publish'))
  const hide = () => (whole ? apply({ visibility: 'private' }, 'made private') : then(setVisibility(photos, 'private')))
  const trash = () => (whole ? apply('trash', 'moved to the trash') : then(moveToTrash(photos)))

  const keys: Shortcut[] = [
    { keys: ['d'], label: 'Download', run: () => (downloadable.length > 0 ? download() : false) },
    ...(editable
      ? [
          { keys: ['l'], label: 'Add to an album', run: () => ask('album') },
          { keys: ['t'], label: 'Change tags', run: () => ask('tags') },
          { keys: ['f'], label: 'Favourite', run: batch.favourite },
          { keys: ['Delete', 'Backspace'], label: 'Move to the trash', run: trash },
          {
            keys: ['0', '1', '2', '3', '4', '5'],
            label: 'Rate',
            run: (event: KeyboardEvent) => apply(...ratingAct(Number(event.key))),
          },
        ]
      : []),
  ]
  useShortcuts(keys)

  return (
    <div
      role="toolbar"
      aria-label="Actions on the selected photos"
      className="fixed inset-x-0 top-0 z-[35] flex h-(--header-height) items-center gap-1 border-b border-line bg-raised px-2 max-sm:top-auto max-sm:bottom-0 max-sm:h-(--bottom-bar-height) max-sm:gap-0 max-sm:border-t max-sm:border-b-0 max-sm:pb-[env(safe-area-inset-bottom)] sm:px-4"
    >
      <IconButton icon={X} label="Clear the selection" shortcut="Esc" tip="bottom" onClick={onClear} />
      <span role="status" className="tabular mr-auto truncate pl-1 font-semibold">
        {gathering === null
          ? `${whole ? 'All ' : ''}${formatNumber(sizeOf(target))} selected`
          : `Selecting… ${formatNumber(gathering)}`}
      </span>
      {editable && (
        <>
          <IconButton icon={FolderPlus} label="Add to an album" shortcut="l" onClick={() => ask('album')} />
          <span className="contents max-sm:hidden">
            <IconButton icon={Tag} label="Change tags" shortcut="t" onClick={() => ask('tags')} />
            <IconButton icon={Globe} label="Make public" onClick={publish} />
            <IconButton icon={Lock} label="Make private" onClick={hide} />
          </span>
        </>
      )}
      {downloadable.length > 0 && <IconButton icon={Download} label="Download" shortcut="d" onClick={download} />}
      {editable && (
        <>
          <IconButton icon={Trash2} label="Move to the trash" shortcut="Del" onClick={trash} />
          <BatchMenu
            allFavourite={batch.allFavourite}
            onAsk={ask}
            onFavourite={batch.favourite}
            onPublish={publish}
            onHide={hide}
            onWhole={whole ? undefined : batch.chooseWhole}
            album={batch.album ?? undefined}
          />
        </>
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
      <BatchDialogs
        target={target}
        question={batch.question}
        pending={batch.pending}
        onSet={apply}
        onConfirm={batch.run}
        onClose={batch.close}
      />
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
