'use client'
import { ChevronLeft, ChevronRight, Columns2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { type DuplicateGroup, MOST_PHOTOS } from '@/lib/duplicates/contract'
import { formatNumber } from '@/lib/media/format-number'
import { countPhotos } from '@/lib/media/plural'
import { sourceFileWords } from '../photo-lists/photo-changes'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { kindWords } from './duplicate-words'
import { readDifferences } from './facts-of'
import { PhotoCard } from './photo-card'

interface GroupPanelProps {
  group: DuplicateGroup
  /** Counted from 1, and of how many. */
  place: number
  total: number
  kept: ReadonlySet<string>
  comparing: boolean
  onStep: (by: 1 | -1) => void
  onToggle: (photoId: string) => void
  onCompare: () => void
  onKeep: () => void
  onKeepAll: () => void
  /** Stands above the photos while two are compared. */
  children: React.ReactNode
}

/** The group that is looked at: its photos side by side, and what can be done with them. */
export function GroupPanel(props: GroupPanelProps) {
  const { group, kept, onToggle, children } = props
  const section = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each group is looked at from its top
  useEffect(() => {
    if (section.current && section.current.getBoundingClientRect().top < 0) section.current.scrollIntoView()
  }, [group.id])
  const differences = readDifferences(group)
  const keeper = group.photos.find(({ id }) => kept.has(id))
  return (
    <section
      ref={section}
      aria-labelledby="group-title"
      className="flex min-w-0 scroll-mt-[calc(var(--header-height)+8px)] flex-col gap-4"
    >
      <PanelHeading {...props} />
      {children}
      <ul
        aria-label="Photos of the group"
        className="grid grid-cols-2 gap-3 p-0.5 sm:grid-cols-[repeat(auto-fit,minmax(min(100%,260px),1fr))] sm:gap-4"
      >
        {group.photos.map((photo, at) => (
          <PhotoCard
            key={photo.id}
            group={group}
            photo={photo}
            number={at + 1}
            kept={kept.has(photo.id)}
            keeper={keeper}
            differences={differences}
            onToggle={() => onToggle(photo.id)}
          />
        ))}
      </ul>
      {group.kind !== 'companion' && <ActionBar {...props} />}
    </section>
  )
}

function PanelHeading({ group, place, total, onStep, comparing, onCompare }: GroupPanelProps) {
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1">
        <h2 id="group-title" className="text-title">
          {kindWords(group.kind)}
        </h2>
        <p className="tabular text-muted">
          <span aria-live="polite">
            {countPhotos(group.size)}, group {formatNumber(place)} of {formatNumber(Math.max(place, total))}
          </span>
          {group.size > MOST_PHOTOS && (
            <span className="block">
              {formatNumber(group.photos.length)} of them are shown and decided on first, then the others.
            </span>
          )}
          {group.kind === 'companion' && (
            <span className="block">Files of one shot. Nothing has to be decided here: they belong together.</span>
          )}
        </p>
      </div>
      <div className="flex items-center gap-1">
        <Button
          variant="secondary"
          className="aria-pressed:bg-sunken max-sm:px-2.5"
          aria-pressed={comparing}
          onClick={onCompare}
          data-tip="Compare two of them"
          data-tip-key="C"
        >
          <Columns2 aria-hidden size={18} strokeWidth={1.75} />
          <span className="max-sm:sr-only">Compare</span>
        </Button>
        <IconButton icon={ChevronLeft} label="Previous group" shortcut="K" onClick={() => onStep(-1)} />
        <IconButton icon={ChevronRight} label="Next group" shortcut="J" onClick={() => onStep(1)} />
      </div>
    </div>
  )
}

/** Both stand beside each other on the narrowest screen too. */
const NARROW = 'max-[359px]:px-2.5 max-[359px]:text-small'

function ActionBar({ group, kept, onKeep, onKeepAll }: GroupPanelProps) {
  const going = group.photos.filter(({ id }) => !kept.has(id))
  const isBurst = group.kind === 'burst'
  const files = kept.size > 0 ? sourceFileWords(going) : ''
  return (
    <div
      data-action-bar
      className="sticky bottom-(--bottom-bar-height) z-20 -mx-4 mt-auto flex flex-wrap items-center gap-2 border-t border-line bg-ground/95 px-4 py-3 backdrop-blur-md"
    >
      <Button
        variant="primary"
        className={NARROW}
        disabled={kept.size === 0 || going.length === 0}
        onClick={onKeep}
        aria-keyshortcuts="Enter"
        data-tip="What they have goes to the one that is kept"
        data-tip-key="Enter"
        data-tip-side="top"
      >
        {keepWords(kept.size, going.length, isBurst)}
      </Button>
      <Button
        className={NARROW}
        onClick={onKeepAll}
        aria-keyshortcuts="N"
        data-tip={isBurst ? 'The burst leaves this list' : 'They are never shown as duplicates again'}
        data-tip-key="N"
        data-tip-side="top"
      >
        {isBurst ? (
          'Keep all'
        ) : (
          <>
            <span className="sm:hidden">Not duplicates</span>
            <span className="max-sm:hidden">Keep all: not duplicates</span>
          </>
        )}
      </Button>
      {files && <p className="text-small text-muted">{files.trim()}</p>}
    </div>
  )
}

function keepWords(kept: number, going: number, isBurst: boolean): string {
  if (kept === 0) return 'Choose what to keep'
  if (going === 0) return 'All are chosen'
  const what = kept > 1 ? `Keep ${formatNumber(kept)}` : isBurst ? 'Keep the best' : 'Keep this'
  return `${what}, ${formatNumber(going)} to the trash`
}
