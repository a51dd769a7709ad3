'use client'
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { refreshLists } from '../photos/photo-lists'
import { dayOf } from '../photos/photo-text'
import { usePhotoPages } from '../photos/use-photo-pages'
import type { Density } from './density'
import type { GalleryProps } from './gallery-props'
import { GallerySkeleton } from './gallery-skeleton'
import { groupByKey, tileRatio } from './grid-layout'
import { PhotoFlow } from './photo-flow'
import { PhotoLines } from './photo-lines'
import { placesOf } from './photo-parts'
import { TileImage } from './tile-image'
import type { FirstTouch } from './use-first-touch'
import { useGridAnchor } from './use-grid-anchor'
import { useGridView } from './use-grid-view'

const GalleryInput = lazy(() => import('./gallery-input').then((module) => ({ default: module.GalleryInput })))
const Timeline = lazy(() => import('../timeline/timeline').then((module) => ({ default: module.Timeline })))
const ListProblem = lazy(() => import('./list-problem').then((module) => ({ default: module.ListProblem })))

export interface LiveGalleryProps extends Omit<GalleryProps, 'title' | 'actions' | 'conditions' | 'density'> {
  density: Density
  touch: FirstTouch
}

/** The grid once script runs it: virtual rows, pages, places to return to, and what answers touches. Fetched by GalleryGate. */
export function LiveGallery(props: LiveGalleryProps) {
  const { query, first, days = true, mode = 'gallery', selectable, density, touch } = props
  const [fresh] = useState(() => typeof window === 'undefined' || !window.history.state?.albumenAnchor)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => new Set())
  const [place, setPlace] = useState<{ index: number; id: string | undefined }>({ index: 0, id: undefined })
  const list = usePhotoPages(query, first, fresh)
  const { photos, hasMore, loadMore } = list
  // First photos that finished between the server's empty page and this moment are asked for once; then the events tell.
  const startsEmpty = selectable && first?.items.length === 0
  useEffect(() => {
    if (startsEmpty) refreshLists()
  }, [startsEmpty])

  const ratios = useMemo(() => photos.map((photo) => tileRatio(photo.width, photo.height)), [photos])
  const groups = useMemo(() => groupByKey(days ? photos.map(dayOf) : photos.map(() => '')), [days, photos])
  // Ids of photos that left the list stop counting by themselves.
  const ids = useMemo(() => {
    if (ticked.size === 0) return ticked
    return new Set(photos.flatMap(({ id }) => (ticked.has(id) ? [id] : [])))
  }, [photos, ticked])
  const view = useGridView(ratios, groups, days, density)
  const timed = props.timeline ? (/(^|&)order=asc(&|$)/.test(query) ? 'asc' : 'desc') : null
  const { scrollToIndex, jumpTo } = useGridAnchor(view, list, timed)
  // By id: photos may arrive in front of it.
  const current = useMemo(() => {
    const index = photos[place.index]?.id === place.id ? place.index : photos.findIndex(({ id }) => id === place.id)
    return index < 0 ? Math.max(0, Math.min(place.index, photos.length - 1)) : index
  }, [photos, place])
  const setCurrent = useCallback((index: number) => setPlace({ index, id: photos[index]?.id }), [photos])

  const nearEnd = view.layout !== null && view.range.end >= view.layout.lines.length - 6
  useEffect(() => {
    if (nearEnd && hasMore && !list.error) loadMore()
  }, [nearEnd, hasMore, list.error, loadMore])

  const { hasPrevious, loadPrevious } = list
  const nearStart = hasPrevious && view.layout !== null && view.range.first < 8
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each page it is asked anew whether that was enough
  useEffect(() => {
    if (nearStart) loadPrevious()
  }, [nearStart, photos, loadPrevious])

  const places = useMemo(() => placesOf(photos, groups), [photos, groups])
  const content = {
    photos,
    groups,
    headers: days,
    selected: ids,
    selectable,
    tabStop: current,
    places,
    image: TileImage,
  }

  return (
    <>
      <div ref={view.ref} data-density={density} className="photo-grid">
        {(list.loading || (list.loadingMore && photos.length === 0)) && <GallerySkeleton />}
        {photos.length > 0 && (view.layout ? <PhotoLines {...content} view={view} /> : <PhotoFlow {...content} />)}
      </div>
      {photos.length === 0 && !list.loading && !list.error && props.empty}
      <Suspense>
        {list.error && <ListProblem list={list} />}
        {timed && touch.touched && photos.length > 0 && (
          <Timeline query={query} order={timed} view={view} photos={photos} jumpTo={jumpTo} />
        )}
        {(touch.touched || selectable) && (
          <GalleryInput
            {...{ query, list, view, ids, setTicked, current, setCurrent, selectable, mode, scrollToIndex, touch }}
          />
        )}
      </Suspense>
      <div role="status" className="flex h-16 items-center justify-center text-muted">
        {list.loadingMore && 'Loading more photos'}
      </div>
    </>
  )
}
