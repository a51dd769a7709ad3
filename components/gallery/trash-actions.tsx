'use client'
import { ArchiveRestore, Trash2 } from 'lucide-react'
import { Suspense, useState, useSyncExternalStore } from 'react'
import { pageLists } from '../photo-lists/page-lists'
import { Button } from '../ui/button'
import { lazily } from '../ui/lazily'

const EmptyTrashDialog = lazily(() => import('./empty-trash-dialog').then((module) => module.EmptyTrashDialog))

interface TrashActionsProps {
  /** The list of the trash. */
  query: string
  /** Whether anything is in it, as the server saw it. */
  filled: boolean
}

/** What can be done with the whole trash, while anything is in it. */
export function TrashActions({ query, filled }: TrashActionsProps) {
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const shown = useSyncExternalStore(
    (listener) => pageLists.subscribe(query, listener),
    () => pageLists.get(query).photos.length > 0,
    () => filled,
  )
  if (!shown && !asking && !busy) return null
  const work = (act: () => Promise<void>) => {
    setBusy(true)
    void act().finally(() => setBusy(false))
  }
  const restore = () => work(async () => (await import('./whole-trash')).restoreAll())
  const empty = () => work(async () => (await import('./whole-trash')).emptyTrash())
  return (
    <div className="mt-2 flex flex-wrap gap-2">
      <Button size="small" busy={busy} onClick={restore}>
        <ArchiveRestore aria-hidden size={16} strokeWidth={1.75} />
        Restore all
      </Button>
      <Button size="small" busy={busy} onClick={() => setAsking(true)}>
        <Trash2 aria-hidden size={16} strokeWidth={1.75} />
        Empty the trash
      </Button>
      <Suspense>
        {asking && (
          <EmptyTrashDialog
            onClose={(confirmed) => {
              setAsking(false)
              if (confirmed) empty()
            }}
          />
        )}
      </Suspense>
    </div>
  )
}
