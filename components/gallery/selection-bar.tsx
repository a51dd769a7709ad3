'use client'
import { ArchiveRestore, Download, FolderMinus, FolderPlus, Globe, Lock, Tag, Trash2, X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Suspense, useState } from 'react'
import { formatNumber } from '@/lib/media/format-number'
import type { Photo } from '@/lib/photos/contract'
import { BatchDialogs } from '../batch/batch-dialogs'
import { BatchMenu } from '../batch/batch-menu'
import { sizeOf } from '../batch/batch-target'
import { type Batch, useBatch } from '../batch/use-batch'
import { useShortcuts } from '../keys/shortcuts'
import { IconButton } from '../ui/icon-button'
import { lazily } from '../ui/lazily'
import { barKeys, type SelectionActs, selectionActs } from './selection-acts'

const PublishDialog = lazily(() => import('../photos/publish-dialog').then((module) => module.PublishDialog))
const DeleteDialog = lazily(() => import('../photos/delete-dialog').then((module) => module.DeleteDialog))

type Asking = 'publish' | 'delete' | null

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
  const [asking, setAsking] = useState<Asking>(null)
  const batch = useBatch(query, photos, onClear)
  const downloadable = batch.whole ? photos : photos.filter((photo) => photo.permissions.downloadOriginal)
  const editable = mode === 'gallery' && photos.every((photo) => photo.permissions.edit)
  const acts = selectionActs({ batch, photos, downloadable, onClear, onPublish: () => setAsking('publish') })
  useShortcuts(barKeys(batch, acts, { editable, download: downloadable.length > 0 }))
  return (
    <div
      role="toolbar"
      aria-label="Actions on the selected photos"
      className="fixed inset-x-0 top-0 z-[35] flex h-(--header-height) items-center gap-1 border-b border-line bg-raised px-2 max-sm:top-auto max-sm:bottom-0 max-sm:h-(--bottom-bar-height) max-sm:gap-0 max-sm:border-t max-sm:border-b-0 max-sm:pb-[env(safe-area-inset-bottom)] sm:px-4"
    >
      <IconButton icon={X} label="Clear the selection" shortcut="Esc" tip="bottom" onClick={onClear} />
      <span role="status" className="tabular mr-auto truncate pl-1 font-semibold">
        {gathering === null
          ? `${batch.whole ? 'All ' : ''}${formatNumber(sizeOf(batch.target))} selected`
          : `Selecting… ${formatNumber(gathering)}`}
      </span>
      {editable && <ChangeButtons batch={batch} acts={acts} />}
      {downloadable.length > 0 && <IconButton icon={Download} label="Download" shortcut="d" onClick={acts.download} />}
      {editable && <TrashAndMore batch={batch} acts={acts} photos={photos} />}
      {!editable && batch.album?.onTakeOut && (
        <IconButton icon={FolderMinus} label="Remove from this album" onClick={batch.album.onTakeOut} />
      )}
      {mode === 'trash' && <TrashButtons onRestore={acts.restore} onDelete={() => setAsking('delete')} />}
      <BatchDialogs
        target={batch.target}
        question={batch.question}
        pending={batch.pending}
        onSet={batch.apply}
        onConfirm={batch.run}
        onClose={batch.close}
      />
      <Questions
        asking={asking}
        photos={photos}
        onAnswer={(done) => {
          setAsking(null)
          if (done) onClear()
        }}
      />
    </div>
  )
}

interface PartProps {
  batch: Batch
  acts: SelectionActs
}

function ChangeButtons({ batch: { ask }, acts: { publish, hide } }: PartProps) {
  return (
    <>
      <IconButton icon={FolderPlus} label="Add to an album" shortcut="l" onClick={() => ask('album')} />
      <span className="contents max-sm:hidden">
        <IconButton icon={Tag} label="Change tags" shortcut="t" onClick={() => ask('tags')} />
        <IconButton icon={Globe} label="Make public" onClick={publish} />
        <IconButton icon={Lock} label="Make private" onClick={hide} />
      </span>
    </>
  )
}

function TrashAndMore({ batch, acts, photos }: PartProps & Pick<SelectionBarProps, 'photos'>) {
  const router = useRouter()
  const only = photos.length === 1 && !batch.whole ? photos[0] : undefined
  return (
    <>
      <IconButton icon={Trash2} label="Move to the trash" shortcut="Del" onClick={acts.trash} />
      <BatchMenu
        allFavourite={batch.allFavourite}
        onAsk={batch.ask}
        onFavourite={batch.favourite}
        inArchive={batch.inArchive}
        onArchive={batch.archive}
        onPublish={acts.publish}
        onHide={acts.hide}
        onRotate={acts.rotate}
        onSimilar={only && (() => router.push(`/gallery?similar=${only.id}`))}
        onWhole={batch.whole ? undefined : batch.chooseWhole}
        album={batch.album ?? undefined}
      />
    </>
  )
}

function TrashButtons({ onRestore, onDelete }: { onRestore: () => void; onDelete: () => void }) {
  return (
    <>
      <IconButton icon={ArchiveRestore} label="Restore" onClick={onRestore} />
      <IconButton icon={Trash2} label="Delete for ever" shortcut="Del" className="text-danger" onClick={onDelete} />
    </>
  )
}

interface QuestionsProps {
  asking: Asking
  photos: readonly Photo[]
  /** @param done whether what was asked about was done */
  onAnswer: (done: boolean) => void
}

function Questions({ asking, photos, onAnswer }: QuestionsProps) {
  return (
    <Suspense>
      {asking === 'publish' && <PublishDialog photos={photos} onClose={onAnswer} />}
      {asking === 'delete' && <DeleteDialog photos={photos} onClose={onAnswer} />}
    </Suspense>
  )
}
