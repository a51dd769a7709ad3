'use client'
import { lazy, Suspense } from 'react'
import type { BatchSet } from '@/lib/photos/edit-contract'
import { HeldKeys } from '../photos/held-keys'
import { type BatchTarget, sizeOf } from './batch-target'
import type { BatchAct } from './run-batch'

const AlbumDialog = lazy(() => import('./album-dialog').then((module) => ({ default: module.AlbumDialog })))
const TagsDialog = lazy(() => import('./tags-dialog').then((module) => ({ default: module.TagsDialog })))
const ShiftDialog = lazy(() => import('./shift-dialog').then((module) => ({ default: module.ShiftDialog })))
const PlaceDialog = lazy(() => import('./place-dialog').then((module) => ({ default: module.PlaceDialog })))
const RatingDialog = lazy(() => import('./rating-dialog').then((module) => ({ default: module.RatingDialog })))
const ConfirmBatch = lazy(() => import('./confirm-batch').then((module) => ({ default: module.ConfirmBatch })))

export type BatchQuestion = 'album' | 'tags' | 'shift' | 'place' | 'rating'

interface BatchDialogsProps {
  target: BatchTarget
  /** What is asked for just now. */
  question: BatchQuestion | null
  /** What waits for a confirmation. */
  pending: BatchAct | null
  onSet: (set: BatchSet, done: string) => void
  onConfirm: (act: BatchAct) => void
  onClose: () => void
}

/** The questions that the actions on many photos ask, each fetched when it is asked first. */
export function BatchDialogs({ target, question, pending, onSet, onConfirm, onClose }: BatchDialogsProps) {
  const common = { target, onSet, onClose }
  return (
    // What is typed until the question is there is meant for it, not for the grid.
    <Suspense fallback={<HeldKeys keys={[]} exclusive />}>
      {question === 'album' && (
        <AlbumDialog
          count={sizeOf(target)}
          onChoose={({ id, title }) => onSet({ album: { add: id } }, `added to ${title}`)}
          onClose={onClose}
        />
      )}
      {question === 'tags' && <TagsDialog {...common} />}
      {question === 'shift' && <ShiftDialog {...common} />}
      {question === 'place' && <PlaceDialog {...common} />}
      {question === 'rating' && <RatingDialog {...common} />}
      {pending && <ConfirmBatch target={target} act={pending} onConfirm={() => onConfirm(pending)} onClose={onClose} />}
    </Suspense>
  )
}
