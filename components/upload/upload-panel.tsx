'use client'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useContext, useId, useState, useSyncExternalStore } from 'react'
import { counted } from '@/lib/media/plural'
import { VisitedLink } from '../photo-lists/visited-link'
import { classNames } from '../ui/class-names'
import { IconButton } from '../ui/icon-button'
import { Progress } from '../ui/progress'
import { showToast } from '../ui/toast-store'
import type { UploadEngine } from './engine/upload-engine'
import type { UploadSnapshot } from './engine/upload-snapshot'
import { UploadActions } from './upload-actions'
import { UploadNotices } from './upload-notices'
import { UploadPlaces } from './upload-places'
import { UploadRows } from './upload-rows'
import { UploadStorage } from './upload-storage'
import { milestoneWords, titleWords, totalsWords } from './upload-words'

/** Progress of all uploads: bottom right, on the phone a sheet over the bottom bar. Shown as long as there is a row. */
export function UploadPanel({ engine }: { engine: UploadEngine }) {
  const snapshot = useSyncExternalStore(engine.subscribe, engine.getSnapshot, engine.getSnapshot)
  const [open, setOpen] = useState(true)
  const title = useId()
  const { rows, totals, skipped } = snapshot
  const guest = useContext(VisitedLink).home !== ''
  const empty = rows.length === 0 && skipped.count === 0
  return (
    <>
      <div role="status" aria-live="polite" className="sr-only">
        {milestoneWords(totals)}
      </div>
      {!empty && (
        <section
          aria-labelledby={title}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || event.defaultPrevented) return
            event.stopPropagation()
            setOpen(false)
          }}
          className={classNames(
            'fixed right-0 bottom-(--bottom-bar-height) left-0 z-40 flex max-h-[min(28rem,70dvh)] flex-col border-t border-line bg-raised',
            '[animation:slide-up_160ms_var(--ease-out)] rounded-t-panel shadow-float',
            'sm:right-4 sm:bottom-4 sm:left-auto sm:w-96 sm:rounded-panel sm:border',
          )}
        >
          <PanelHeader id={title} engine={engine} snapshot={snapshot} open={open} onToggle={() => setOpen(!open)} />
          {totals.unfinished > 0 && (
            <Progress
              label="All uploads"
              value={totals.bytes > 0 ? totals.sentBytes / totals.bytes : null}
              className="shrink-0 rounded-none"
            />
          )}
          {!guest && <UploadStorage step={`${totals.files} ${totals.failed} ${totals.unfinished === 0}`} />}
          <UploadNotices engine={engine} snapshot={snapshot} />
          {!guest && <UploadPlaces engine={engine} snapshot={snapshot} />}
          {open && rows.length > 0 && (
            <>
              <UploadRows engine={engine} rows={rows} />
              {!guest && <UploadActions engine={engine} rows={rows} />}
            </>
          )}
        </section>
      )}
    </>
  )
}

interface PanelHeaderProps {
  id: string
  engine: UploadEngine
  snapshot: UploadSnapshot
  open: boolean
  onToggle: () => void
}

function PanelHeader({ id, engine, snapshot, open, onToggle }: PanelHeaderProps) {
  const { totals, brake } = snapshot
  const guest = useContext(VisitedLink).home !== ''
  return (
    <header className="flex items-center gap-1 py-2 pr-2 pl-4">
      <div className="min-w-0 flex-1">
        <h2 id={id} className="truncate font-semibold">
          {titleWords(totals, brake, guest)}
        </h2>
        {/* Never cut: the end tells of failures, or when it is done. */}
        <p className="tabular text-small text-balance text-muted">{totalsWords(snapshot)}</p>
      </div>
      <IconButton
        icon={open ? ChevronDown : ChevronUp}
        label={open ? 'Show less' : 'Show all files'}
        tip="top"
        aria-expanded={open}
        onClick={onToggle}
      />
      {totals.unfinished > 0 ? (
        <IconButton icon={X} label="Cancel all" tip="top" onClick={() => cancelAll(engine)} />
      ) : (
        <IconButton icon={X} label="Close" tip="top" onClick={() => engine.clear()} />
      )}
    </header>
  )
}

function cancelAll(engine: UploadEngine) {
  const cancelled = engine.cancelAll()
  if (cancelled.length === 0) return
  const words = `${counted(cancelled.length, 'upload')} cancelled`
  showToast(words, { action: { label: 'Undo', run: () => engine.retryThese(cancelled) } })
}
