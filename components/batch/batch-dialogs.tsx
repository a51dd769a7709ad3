'use client'
import { Suspense } from 'react'
import type { BatchSet } from '@/lib/photos/batch-contract'
import { HeldKeys } from '../keys/early-actions'
import { lazily } from '../ui/lazily'
import { type BatchTarget, selectOf, sizeOf } from './batch-target'
import type { BatchAct } from './run-batch'

const AlbumDialog = lazily(() => import('./album-dialog').then((module) => module.AlbumDialog))
const TagsDialog = lazily(() => import('./tags-dialog').then((module) => module.TagsDialog))
const ShiftDialog = lazily(() => import('./shift-dialog').then((module) => module.ShiftDialog))
const DateDialog = lazily(() => import('./date-dialog').then((module) => module.DateDialog))
const WordsDialog = lazily(() => import('./words-dialog').then((module) => module.WordsDialog))
const PlaceDialog = lazily(() => import('./place-dialog').then((module) => module.PlaceDialog))
const RatingDialog = lazily(() => import('./rating-dialog').then((module) => module.RatingDialog))
const SharePhotosDialog = lazily(() =>
  import('../shares/share-photos-dialog').then((module) => module.SharePhotosDialog),
)
const ConfirmBatch = lazily(() => import('./confirm-batch').then((module) => module.ConfirmBatch))

export type BatchQuestion = 'album' | 'tags' | 'shift' | 'date' | 'title' | 'description' | 'place' | 'rating' | 'link'

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
      {question === 'date' && <DateDialog {...common} />}
      {(question === 'title' || question === 'description') && <WordsDialog field={question} {...common} />}
      {question === 'place' && <PlaceDialog {...common} />}
      {question === 'rating' && <RatingDialog {...common} />}
      {question === 'link' && <SharePhotosDialog select={selectOf(target)} onClose={onClose} />}
      {pending && <ConfirmBatch target={target} act={pending} onConfirm={() => onConfirm(pending)} onClose={onClose} />}
    </Suspense>
  )
}
