'use client'
import { ExternalLink } from 'lucide-react'
import type { DuplicateGroup } from '@/lib/duplicates/contract'
import type { Photo } from '@/lib/photos/contract'
import { classNames } from '../ui/class-names'
import { DuplicateImage } from './duplicate-image'
import { distanceWords, reasonWords, relationWords } from './duplicate-words'
import { factsOf } from './facts-of'

interface PhotoCardProps {
  group: DuplicateGroup
  photo: Photo
  /** Counted from 1. */
  number: number
  kept: boolean
  /** What the others are compared with. */
  keeper: Photo | undefined
  /** In what the photos of the group read differently. */
  differences: DuplicateGroup['differences']
  onToggle: () => void
}

/** A photo of a group: its picture, whether it stays, what it is to the one that is kept, and what is known of it. */
export function PhotoCard({ group, photo, number, kept, keeper, differences, onToggle }: PhotoCardProps) {
  const decidable = group.kind !== 'companion'
  return (
    <li
      data-photo={photo.id}
      className={classNames(
        'relative flex min-w-0 flex-col rounded-control outline-offset-2',
        decidable && kept && 'outline-2 outline-accent',
      )}
    >
      <label htmlFor={`keep-${photo.id}`} className={classNames('flex flex-col', decidable && 'cursor-pointer')}>
        <span className="relative flex h-44 items-center justify-center overflow-hidden bg-sunken sm:h-[clamp(12rem,38dvh,28rem)]">
          <DuplicateImage photo={photo} className="size-full" />
          <NumberMark value={number} />
        </span>
        {decidable && (
          <span className="flex items-center gap-2 px-2 pt-2 font-semibold">
            <input
              id={`keep-${photo.id}`}
              type="checkbox"
              checked={kept}
              onChange={onToggle}
              aria-label={`Keep photo ${number}`}
              className="size-4 shrink-0 accent-accent"
            />
            <span className={kept ? '' : 'text-muted'}>{kept ? 'Keep' : 'To the trash'}</span>
          </span>
        )}
      </label>
      <OpenLink photo={photo} number={number} />
      <div className="flex flex-col gap-2 p-2">
        <Relation group={group} photo={photo} keeper={keeper} />
        {photo.title && (
          <p dir="auto" className="line-clamp-2 [overflow-wrap:anywhere]">
            {photo.title}
          </p>
        )}
        <Facts photo={photo} differences={differences} />
        <Notes photo={photo} />
      </div>
    </li>
  )
}

function NumberMark({ value }: { value: number }) {
  return (
    <span
      aria-hidden
      className="tabular absolute top-1.5 left-1.5 inline-flex h-6 min-w-6 items-center justify-center rounded-control bg-black/60 px-1.5 text-small text-white"
    >
      {value}
    </span>
  )
}

function OpenLink({ photo, number }: { photo: Photo; number: number }) {
  const label = `Open photo ${number} in a new tab`
  return (
    <a
      href={`/photos/${photo.id}`}
      target="_blank"
      rel="noopener"
      aria-label={label}
      data-tip={label}
      className="absolute top-1.5 right-1.5 inline-flex size-8 items-center justify-center rounded-control bg-black/60 text-white"
    >
      <ExternalLink aria-hidden size={16} strokeWidth={1.75} />
    </a>
  )
}

function Relation({ group, photo, keeper }: { group: DuplicateGroup; photo: Photo; keeper: Photo | undefined }) {
  const isProposed = photo.id === group.proposal.keep && group.kind !== 'companion'
  const other = keeper && keeper.id !== photo.id ? keeper : undefined
  return (
    <div className="text-small">
      {isProposed && <p className="text-accent">{reasonWords(group)}</p>}
      {other && (
        <p className="text-muted" title={distanceWords(group.pairs, photo.id, other.id)}>
          {relationWords(group, photo, other)}
        </p>
      )}
    </div>
  )
}

/** What differs stands out, and is said. */
function Facts({ photo, differences }: { photo: Photo; differences: DuplicateGroup['differences'] }) {
  return (
    <dl className="tabular flex flex-col gap-1 text-small">
      {factsOf(photo, differences).map(({ field, name, text, differs }) => (
        <div
          key={field}
          data-differs={differs || undefined}
          className={classNames(
            'border-l-2 pl-2 sm:grid sm:grid-cols-[4rem_minmax(0,1fr)] sm:gap-2',
            differs ? 'border-accent' : 'border-transparent',
          )}
        >
          <dt className="text-muted">
            {name}
            {differs && <span className="sr-only">, differs</span>}
          </dt>
          <dd
            dir="auto"
            className={classNames('line-clamp-3 [overflow-wrap:anywhere]', differs ? 'font-semibold' : 'text-muted')}
          >
            {text}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Notes({ photo }: { photo: Photo }) {
  return (
    <>
      {photo.visibility === 'public' && <p className="text-small">Public</p>}
      {photo.missingAt && <p className="text-small text-danger">The file is no longer in its source.</p>}
      {photo.damaged && <p className="text-small text-danger">The file is slightly damaged.</p>}
    </>
  )
}
