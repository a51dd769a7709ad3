'use client'
import { Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { type Density, rememberDensity } from '../grid/density'
import { groupByKey, tileRatio } from '../grid/grid-layout'
import { PhotoFlow } from '../grid/photo-flow'
import { PhotoLines } from '../grid/photo-lines'
import { placesOf } from '../grid/photo-parts'
import { useGridAnchor } from '../grid/use-grid-anchor'
import { type GridView, useGridView } from '../grid/use-grid-view'
import { useFirstSign } from '../keys/early-actions'
import { type PhotoList, usePhotoPages } from '../photo-lists/use-photo-pages'
import { classNames } from '../ui/class-names'
import { lazily } from '../ui/lazily'
import { dayOf } from '../words/photo-text'
import { DensityChoice } from './density-choice'
import { GalleryInput } from './gallery-input'
import type { GalleryProps } from './gallery-props'
import { ListProblem } from './list-problem'
import { useFreshVisit } from './use-fresh-visit'

const GallerySkeleton = lazily(() => import('./gallery-skeleton').then((module) => module.GallerySkeleton), false)
const Timeline = lazily(() => import('../timeline/timeline').then((module) => module.Timeline), false)

/**
 * A list of photos as justified rows, with lightbox, selection and keys: the one grid of every screen. What answers
 * clicks and keys comes with it, not later: nothing a quick person does is lost.
 */
export function Gallery(props: GalleryProps) {
  const { query, first, days = true, mode = 'gallery', selectable } = props
  const fresh = useFreshVisit()
  const [density, setDensity] = useDensity(props.density)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => new Set())
  const list = usePhotoPages(query, first, fresh)
  const { photos } = list

  const ratios = useMemo(() => photos.map((photo) => tileRatio(photo.width, photo.height)), [photos])
  const groups = useMemo(() => groupByKey(days ? photos.map(dayOf) : photos.map(() => '')), [days, photos])
  // Ids of photos that left the list stop counting by themselves.
  const ids = useMemo(() => {
    if (ticked.size === 0) return ticked
    return new Set(photos.flatMap(({ id }) => (ticked.has(id) ? [id] : [])))
  }, [photos, ticked])
  const listed = useMemo(() => photos.map(({ id }) => id), [photos])
  const view = useGridView(ratios, groups, density, listed)
  const timed = props.timeline ? (/(^|&)order=asc(&|$)/.test(query) ? 'asc' : 'desc') : null
  const { scrollToIndex, anchoring } = useGridAnchor(view, list, timed)
  const touched = useFirstSign()
  const [current, setCurrent] = useCurrentTile(photos)
  useNextPages(view, list)

  const places = useMemo(() => placesOf(photos, groups), [photos, groups])
  const spread = useSpread(list) && timed !== null
  const content = { photos, groups, headers: days, selected: ids, selectable, tabStop: current, places }
  const input = { query, list, view, ids, setTicked, current, setCurrent, selectable, mode, scrollToIndex }
  return (
    <section className={classNames('px-4 max-sm:px-2', spread && 'sm:pr-14')}>
      <div className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 py-3 max-sm:min-h-10 max-sm:gap-x-0 max-sm:py-0">
        <div className="mr-auto min-w-0 max-sm:pl-1 max-lg:has-[nav]:flex-1">{props.title}</div>
        {props.actions}
        {photos.length > 0 && <DensityChoice density={density} onChange={setDensity} />}
      </div>
      {props.conditions}
      <div ref={view.ref} aria-busy={list.busy} data-density={density} data-days={days} className="photo-grid">
        <Suspense>{(list.loading || (list.loadingMore && photos.length === 0)) && <GallerySkeleton />}</Suspense>
        {photos.length > 0 && (view.layout ? <PhotoLines {...content} view={view} /> : <PhotoFlow {...content} />)}
      </div>
      {photos.length === 0 && !list.loading && !list.error && props.empty}
      {list.error && <ListProblem list={list} />}
      <Suspense>
        {spread && timed && touched && photos.length > 0 && (
          <Timeline query={query} order={timed} view={view} photos={photos} anchoring={anchoring} />
        )}
      </Suspense>
      <GalleryInput {...input} />
      <div role="status" className="flex h-16 items-center justify-center text-muted">
        {list.loadingMore && 'Loading more photos'}
      </div>
    </section>
  )
}

/** How close the photos stand, remembered for the next visit. */
function useDensity(initial: Density): [Density, (choice: Density) => void] {
  const [density, setDensity] = useState(initial)
  const choose = (choice: Density) => {
    rememberDensity(choice)
    setDensity(choice)
  }
  return [density, choose]
}

/** Index of the tile that the keyboard is at; known by its photo, since photos may arrive in front of it. */
function useCurrentTile(photos: readonly Photo[]): [number, (index: number) => void] {
  const [tile, setTile] = useState<{ index: number; id: string | undefined }>({ index: 0, id: undefined })
  const current = useMemo(() => {
    const index = photos[tile.index]?.id === tile.id ? tile.index : photos.findIndex(({ id }) => id === tile.id)
    return index < 0 ? Math.max(0, Math.min(tile.index, photos.length - 1)) : index
  }, [photos, tile])
  return [current, useCallback((index: number) => setTile({ index, id: photos[index]?.id }), [photos])]
}

/**
 * Whether the photos are of more than a month, as far as is known: the timeline has its room beside them then. It stays once it is there:
 * what is loaded of a list changes with every jump.
 */
function useSpread({ photos, hasMore, hasPrevious }: PhotoList): boolean {
  const month = (photo: Photo | undefined) => photo && dayOf(photo).slice(0, 7)
  const now = hasMore || hasPrevious || month(photos[0]) !== month(photos.at(-1))
  const [spread, setSpread] = useState(now)
  if (now && !spread) setSpread(true)
  return spread
}

/** Loads the next page when the end of what is loaded comes near, and the page before at its beginning. */
function useNextPages({ layout, range }: GridView, list: PhotoList): void {
  const { photos, hasMore, loadMore, error, hasPrevious, loadPrevious } = list
  const nearEnd = layout !== null && range.end >= layout.lines.length - 6
  useEffect(() => {
    if (nearEnd && hasMore && !error) loadMore()
  }, [nearEnd, hasMore, error, loadMore])
  const nearStart = hasPrevious && layout !== null && range.first < 8
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each page it is asked anew whether that was enough
  useEffect(() => {
    if (nearStart) loadPrevious()
  }, [nearStart, photos, loadPrevious])
}
