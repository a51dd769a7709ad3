'use client'
import { useRouter } from 'next/navigation'
import { useContext, useState } from 'react'
import { errorSentence } from '@/lib/http/client'
import type { Photo } from '@/lib/photos/contract'
import { moveInAlbum, type OrderStep, stepTarget } from '../albums/album-order'
import { OwnAlbum } from '../albums/own-album'
import { pageLists } from '../photo-lists/page-lists'
import { showToast } from '../ui/toast-store'
import type { BatchQuestion } from './batch-dialogs'
import { type BatchTarget, filterOfQuery } from './batch-target'
import { type BatchAct, runBatch } from './run-batch'

/** What is chosen, what is asked about it, and how it is changed: the state behind the bar over a selection. */
export function useBatch(query: string, photos: readonly Photo[], onClear: () => void) {
  const router = useRouter()
  const album = useContext(OwnAlbum)
  const [whole, setWhole] = useState<Extract<BatchTarget, { kind: 'filter' }> | null>(null)
  const [question, setQuestion] = useState<BatchQuestion | null>(null)
  const [pending, setPending] = useState<BatchAct | null>(null)
  const target: BatchTarget = whole ?? { kind: 'photos', photos }
  // The page of an album says how many photos it holds.
  const changed = album ? () => router.refresh() : undefined

  const run = (act: BatchAct) => {
    setPending(null)
    onClear()
    void runBatch(target, act)
  }
  const apply = (set: BatchAct['set'], done: string) => {
    const act: BatchAct = { set, done, changed }
    setQuestion(null)
    if (whole) setPending(act)
    else run(act)
  }
  const chooseWhole = async () => {
    const filter = { owner: 'me', ...filterOfQuery(query) }
    try {
      const { countFiltered } = await import('./batch-calls')
      setWhole({ kind: 'filter', filter, count: await countFiltered(filter) })
    } catch (error) {
      showToast(errorSentence(error), { tone: 'danger' })
    }
  }
  const ids = () => new Set(photos.map(({ id }) => id))
  const move = (step: OrderStep) => {
    if (!album) return
    const before = stepTarget(pageLists.get(query).photos, ids(), step)
    if (before !== undefined) void moveInAlbum(album.id, ids(), before)
  }
  const makeCover = async () => {
    const [photo] = photos
    if (!album || !photo) return
    try {
      const { updateAlbum } = await import('../albums/album-calls')
      await updateAlbum(album.id, { coverPhotoId: photo.id })
      showToast('This is the album’s cover now')
      onClear()
    } catch (error) {
      showToast(errorSentence(error), { tone: 'danger' })
    }
  }
  const allFavourite = !whole && photos.every(({ favourite }) => favourite)
  const favourite = () =>
    allFavourite
      ? apply({ favourite: false }, 'not favourites any more')
      : apply({ favourite: true }, 'marked as favourites')
  return {
    target,
    whole: whole !== null,
    chooseWhole: () => void chooseWhole(),
    question,
    ask: setQuestion,
    pending,
    close: () => {
      setQuestion(null)
      setPending(null)
    },
    apply,
    run,
    allFavourite,
    favourite,
    album: album && {
      onRemove: () => apply({ album: { remove: album.id } }, `removed from ${album.title}`),
      onCover: !whole && photos.length === 1 ? () => void makeCover() : undefined,
      onMove: move,
    },
  }
}
