'use client'
import { useRouter } from 'next/navigation'
import { useContext, useState } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import { countPhotos } from '@/lib/media/plural'
import type { Photo } from '@/lib/photos/contract'
import { moveInAlbum, type OrderStep, stepTarget } from '../albums/album-order'
import { OwnAlbum } from '../albums/own-album'
import { pageLists } from '../photo-lists/page-lists'
import { showToast } from '../ui/toast-store'
import type { BatchQuestion } from './batch-dialogs'
import { type BatchTarget, filterOfQuery } from './batch-target'
import { type BatchAct, runBatch } from './run-batch'

type WholeFilter = Extract<BatchTarget, { kind: 'filter' }>

export type Batch = ReturnType<typeof useBatch>

/** What is chosen, what is asked about it, and how it is changed: the state behind the bar over a selection. */
export function useBatch(query: string, photos: readonly Photo[], onClear: () => void) {
  const router = useRouter()
  const album = useContext(OwnAlbum)
  const [whole, setWhole] = useState<WholeFilter | null>(null)
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
    const chosen = await wholeOf(query)
    if (chosen) setWhole(chosen)
  }
  const allFavourite = !whole && photos.every(({ favourite }) => favourite)
  const favoured = allFavourite ? 'removed from your favourites' : 'added to your favourites'
  const inArchive = whole ? /(^|&)archived=true(&|$)/.test(query) : photos.every(({ archived }) => archived)
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
    favourite: () => apply({ favourite: !allFavourite }, favoured),
    inArchive,
    archive: () => apply({ archived: !inArchive }, inArchive ? 'taken out of the archive' : 'moved to the archive'),
    album: album && {
      onRemove: () => apply({ album: { remove: album.id } }, `removed from ${album.title}`),
      ...(album.permissions.edit
        ? {
            onCover: !whole && photos.length === 1 ? () => void makeCover(album.id, photos, onClear) : undefined,
            onMove: (step: OrderStep) => moveBy(step, album.id, query, photos),
            // Others' photos cannot be changed, but taken out of one's own album.
            onTakeOut: () => void takeOut(album, photos, onClear).then(changed),
          }
        : {}),
    },
  }
}

/** All photos of a list by its filter; null when they could not be counted, which a toast says. */
async function wholeOf(query: string): Promise<WholeFilter | null> {
  const filter = { owner: 'me', ...filterOfQuery(query) }
  try {
    const { countFiltered } = await import('./batch-calls')
    return { kind: 'filter', filter, count: await countFiltered(filter) }
  } catch (error) {
    showToast(errorSentence(error), { tone: 'danger' })
    return null
  }
}

function moveBy(step: OrderStep, albumId: string, query: string, photos: readonly Photo[]): void {
  const ids = new Set(photos.map(({ id }) => id))
  const before = stepTarget(pageLists.get(query).photos, ids, step)
  if (before !== undefined) void moveInAlbum(albumId, ids, before)
}

async function takeOut(
  album: { id: string; title: string },
  photos: readonly Photo[],
  onDone: () => void,
): Promise<void> {
  const ids = photos.map(({ id }) => id)
  try {
    const { takeOutOfAlbum } = await import('../albums/album-calls')
    const taken = await takeOutOfAlbum(album.id, ids)
    showToast(`${countPhotos(taken.changed)} removed from ${album.title}`)
    onDone()
    pageLists.refresh()
  } catch (error) {
    showToast(errorSentence(error), { tone: 'danger' })
  }
}

async function makeCover(albumId: string, [photo]: readonly Photo[], onDone: () => void): Promise<void> {
  try {
    const { updateAlbum } = await import('../albums/album-calls')
    await updateAlbum(albumId, { coverPhotoId: photo?.id })
    showToast('This is the album’s cover now')
    onDone()
  } catch (error) {
    showToast(errorSentence(error), { tone: 'danger' })
  }
}
