'use client'
import { type Dispatch, type SetStateAction, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import type { Photo } from '@/lib/photos/contract'
import type { GridView } from '../grid/use-grid-view'
import { BAR_KEYS, HeldKeys, LIGHTBOX_KEYS } from '../keys/early-actions'
import type { PhotoList } from '../photo-lists/use-photo-pages'
import { lazily } from '../ui/lazily'
import { useGalleryInput } from './use-gallery-input'
import { useLightbox } from './use-lightbox'
import { useSelection } from './use-selection'

const loadBar = () => import('./selection-bar')
const SelectionBar = lazily(() => loadBar().then((module) => module.SelectionBar))
const FailedDialog = lazily(() => import('../photos/failed-dialog').then((module) => module.FailedDialog))

/** Milliseconds after which the bar is fetched ahead, where photos can be ticked. */
const AHEAD = 1_000

export interface GalleryInputProps {
  /** The list's filter as URL parameters. */
  query: string
  list: PhotoList
  view: GridView
  ids: ReadonlySet<string>
  setTicked: Dispatch<SetStateAction<ReadonlySet<string>>>
  current: number
  setCurrent: (index: number) => void
  selectable: boolean
  mode: 'gallery' | 'trash'
  scrollToIndex: (index: number) => void
}

/** What a grid does when somebody touches it: opens, ticks, obeys keys. What that shows is fetched when it is shown. */
export function GalleryInput(props: GalleryInputProps) {
  const { query, list, view, ids, setTicked, current, setCurrent, selectable, mode, scrollToIndex } = props
  const { photos } = list
  const [failed, setFailed] = useState<Photo | null>(null)
  const selection = useSelection(photos, ids, setTicked)
  const lightbox = useLightbox(view.ref)
  const reach = { list, view, selection, selectable, mode, scrollToIndex, lightbox, current, setCurrent }
  const { gathering, focusIndex } = useGalleryInput({ ...reach, onFailed: setFailed })
  const viewable = useMemo(() => photos.filter((photo) => photo.renditions !== null), [photos])
  const chosen = useMemo(() => photos.filter(({ id }) => ids.has(id)), [photos, ids])
  const indexById = useRef(new Map<string, number>())
  indexById.current = useMemo(() => new Map(photos.map(({ id }, index) => [id, index])), [photos])
  const { open } = lightbox
  useBarAhead(selectable)

  return (
    <>
      {chosen.length > 0 && (
        <Suspense fallback={<HeldKeys keys={BAR_KEYS} />}>
          <SelectionBar query={query} photos={chosen} gathering={gathering} mode={mode} onClear={selection.clear} />
        </Suspense>
      )}
      {lightbox.opening && <HeldKeys keys={LIGHTBOX_KEYS} exclusive />}
      {open && (
        <open.Component
          photos={viewable}
          startId={open.startId}
          animate={open.animate}
          closing={open.closing}
          tileOf={lightbox.tileOf}
          onChange={(photo) => {
            lightbox.onChange(photo)
            const index = indexById.current.get(photo.id) ?? -1
            scrollToIndex(index)
            setCurrent(index)
          }}
          onClosed={() => {
            lightbox.onClosed()
            focusIndex(current)
          }}
          onRequestClose={lightbox.requestClose}
          onNearEnd={list.loadMore}
          onNearStart={list.hasPrevious ? list.loadPrevious : undefined}
        />
      )}
      {failed && (
        <Suspense>
          <FailedDialog photo={failed} onClose={() => setFailed(null)} />
        </Suspense>
      )}
    </>
  )
}

/** Fetches the bar ahead, where photos can be ticked. */
function useBarAhead(selectable: boolean): void {
  useEffect(() => {
    if (!selectable) return
    const timer = setTimeout(() => void loadBar().catch(() => undefined), AHEAD)
    return () => clearTimeout(timer)
  }, [selectable])
}
