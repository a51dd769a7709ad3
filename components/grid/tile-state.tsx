'use client'
import { Ban, CloudOff, Heart, LoaderCircle, Lock, Rotate3d, Star, TriangleAlert } from 'lucide-react'
import { useContext, useEffect, useRef, useState } from 'react'
import { counted } from '@/lib/media/plural'
import type { Photo } from '@/lib/photos/contract'
import { trashDaysLeft } from '@/lib/photos/trash-days'
import { VisitedLink } from '../photo-lists/visited-link'
import { classNames } from '../ui/class-names'
import { photoAlt } from '../words/photo-text'
import { followOwners } from './owners-of-grid'

interface TileStateProps {
  photo: Photo
  /** Whether its picture is shown. */
  shown?: boolean
}

/** What a tile says of its photo besides the picture, or in its place. */
export function TileState({ photo, shown }: TileStateProps) {
  return shown ? <TileMarks photo={photo} /> : <NoPicture photo={photo} />
}

/** A photo that has no picture to show: on its way, or failed. Only its owner sees such tiles. */
function NoPicture({ photo }: TileStateProps) {
  if (photo.status === 'failed') {
    return (
      <span className="flex size-full flex-col items-center justify-center gap-1 border border-line-strong/40 p-2 text-center text-small text-ink">
        <TriangleAlert aria-hidden size={20} strokeWidth={1.75} className="shrink-0 text-danger" />
        <span className="line-clamp-3 [overflow-wrap:anywhere]">
          <span className="sr-only">{photo.filename ?? photoAlt(photo)}: </span>
          {photo.failure ?? 'This file could not be read.'}
        </span>
      </span>
    )
  }
  return (
    <span className="shimmer flex size-full flex-col items-center justify-center gap-2 p-2 text-center text-small text-muted">
      <LoaderCircle
        aria-hidden
        size={20}
        strokeWidth={1.75}
        className="shrink-0 motion-safe:[animation:turn_1.2s_linear_infinite]"
      />
      <span className="max-w-full truncate">
        {photo.status === 'uploading' ? 'Uploading' : 'Processing'}
        <span className="sr-only"> {photo.filename ?? ''}</span>
      </span>
    </span>
  )
}

/** What is said at the edges of a tile: rating and favourite, private or whose it is, days left in the trash, missing, damaged. */
function TileMarks({ photo }: TileStateProps) {
  const mine = photo.permissions.edit
  const turn = photo.renditions ? photo.rotation - photo.renditions.rotation : 0
  return (
    <>
      {/* The style sheet turns the picture beside it, until it is drawn anew. */}
      {turn !== 0 && <span hidden data-turn={turn} />}
      <span className="pointer-events-none absolute bottom-1.5 left-1.5 flex gap-1">
        {mine && photo.favourite && <Mark icon={Heart} label="Favourite" filled />}
        {mine && photo.rating === -1 && <Mark icon={Ban} label="Rejected" />}
        {mine && photo.rating !== null && photo.rating > 0 && <Stars count={photo.rating} />}
        {photo.sphere && <Mark icon={Rotate3d} label="360° picture" />}
      </span>
      <span className="pointer-events-none absolute right-1.5 bottom-1.5 left-1.5 flex justify-end">
        {mine && photo.visibility === 'private' && photo.status === 'ready' && <Mark icon={Lock} label="Private" />}
        <Owner photo={photo} />
      </span>
      <span className="pointer-events-none absolute top-1.5 right-1.5 flex gap-1">
        {mine && photo.deletedAt && <DaysLeft days={trashDaysLeft(photo.deletedAt, Date.now())} />}
        {photo.missingAt && <Mark icon={CloudOff} label="Missing: its file is gone" />}
        {photo.damaged && !photo.missingAt && <Mark icon={TriangleAlert} label="The file is slightly damaged" />}
      </span>
    </>
  )
}

const MARK = 'flex h-6 items-center justify-center rounded-full bg-black/45 text-white'

/** Whose it is, among photos of several people; one's own say nothing, nor do those that a link shows. */
function Owner({ photo }: TileStateProps) {
  const { owner, permissions } = photo
  const here = useRef<HTMLSpanElement>(null)
  const [mixed, setMixed] = useState(false)
  const { home } = useContext(VisitedLink)
  useEffect(() => {
    const grid = here.current?.closest('.photo-grid')
    return grid ? followOwners(grid, owner.username, () => setMixed(true)) : undefined
  }, [owner.username])
  const said = mixed && !permissions.edit && home === ''
  return (
    <span ref={here} className={said ? classNames(MARK, 'max-w-full px-2 text-small') : undefined}>
      {said && (
        <>
          <span className="sr-only">By </span>
          <span className="truncate">{owner.name}</span>
        </>
      )}
    </span>
  )
}

interface MarkProps {
  icon: typeof Lock
  label: string
  filled?: boolean
}

function Mark({ icon: Icon, label, filled }: MarkProps) {
  return (
    <span data-tip={label} className={classNames(MARK, 'pointer-events-auto w-6')}>
      <Icon aria-hidden size={13} strokeWidth={2} className={filled ? 'fill-current' : ''} />
      <span className="sr-only">{label}</span>
    </span>
  )
}

function Stars({ count }: { count: number }) {
  return (
    <span className={classNames(MARK, 'tabular gap-0.5 px-1.5 text-small')}>
      <span aria-hidden>{count}</span>
      <Star aria-hidden size={11} strokeWidth={2} className="fill-current" />
      <span className="sr-only">{counted(count, 'star')}</span>
    </span>
  )
}

function DaysLeft({ days }: { days: number }) {
  return (
    <span className={classNames(MARK, 'tabular px-2 text-small')}>
      {days === 0 ? 'Last day' : counted(days, 'day')}
      {days > 0 && <span className="sr-only"> left</span>}
    </span>
  )
}
