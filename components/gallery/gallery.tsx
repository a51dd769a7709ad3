'use client'
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { errorSentence } from '@/lib/http/client'
import type { Photo, PhotoPage } from '@/lib/photos/contract'
import { dayOf } from '../photos/photo-text'
import { usePhotoPages } from '../photos/use-photo-pages'
import { Button } from '../ui/button'
import { ErrorState } from '../ui/error-state'
import { Spinner } from '../ui/spinner'
import type { Density } from './density'
import { rememberDensity } from './density'
import { DensityChoice } from './density-choice'
import { GallerySkeleton } from './gallery-skeleton'
import { groupByKey, tileRatio } from './grid-layout'
import { PhotoFlow, PhotoLines } from './photo-grid'
import { useGalleryInput } from './use-gallery-input'
import { useGridAnchor } from './use-grid-anchor'
import { useGridView } from './use-grid-view'
import { useLightbox } from './use-lightbox'
import { useSelection } from './use-selection'

const SelectionBar = lazy(() => import('./selection-bar').then((module) => ({ default: module.SelectionBar })))
const FailedDialog = lazy(() => import('../photos/failed-dialog').then((module) => ({ default: module.FailedDialog })))

export interface GalleryProps {
  /** The filter as URL parameters: the list this gallery shows. */
  query: string
  /** The first page, rendered by the server. */
  first: PhotoPage | null
  density: Density
  /** Days with headers; off for other orders than by date. */
  days?: boolean
  mode?: 'gallery' | 'trash'
  /** Whether photos can be ticked (somebody is logged in). */
  selectable: boolean
  title: ReactNode
  actions?: ReactNode
  /** What stands between the title and the photos: the conditions of the filter. */
  conditions?: ReactNode
  /** A scrubber over the months at the edge; for lists in the order of time. */
  timeline?: boolean
  empty: ReactNode
}

/** A list of photos as justified rows, with lightbox, selection and keys. The one grid of every screen. */
export function Gallery(props: GalleryProps) {
  const { query, first, days = true, mode = 'gallery', selectable } = props
  const [fresh] = useState(() => typeof window === 'undefined' || !window.history.state?.albumenAnchor)
  const [density, setDensity] = useState(props.density)
  const [failed, setFailed] = useState<Photo | null>(null)
  const list = usePhotoPages(query, first, fresh)
  const { photos, hasMore, loadMore } = list

  const ratios = useMemo(() => photos.map((photo) => tileRatio(photo.width, photo.height)), [photos])
  const groups = useMemo(() => groupByKey(days ? photos.map(dayOf) : photos.map(() => '')), [days, photos])
  const view = useGridView(ratios, groups, days, density)
  const { scrollToIndex } = useGridAnchor(view, list)
  const selection = useSelection(photos)
  const lightbox = useLightbox(view.ref)
  const viewable = useMemo(() => photos.filter((photo) => photo.renditions !== null), [photos])
  const input = useGalleryInput({
    list,
    view,
    selection,
    selectable,
    mode,
    scrollToIndex,
    onFailed: setFailed,
    lightbox,
  })

  const nearEnd = view.layout !== null && view.range.end >= view.layout.lines.length - 6
  useEffect(() => {
    if (nearEnd && hasMore && !list.error) loadMore()
  }, [nearEnd, hasMore, list.error, loadMore])

  const chooseDensity = (choice: Density) => {
    rememberDensity(choice)
    setDensity(choice)
  }
  const indexById = useRef(new Map<string, number>())
  indexById.current = useMemo(() => new Map(photos.map(({ id }, index) => [id, index])), [photos])

  const content = { photos, groups, headers: days, selected: selection.ids, selectable, tabStop: input.tabStop }
  const chosen = useMemo(() => photos.filter(({ id }) => selection.ids.has(id)), [photos, selection.ids])
  const OpenLightbox = lightbox.open?.Component

  return (
    <section className="px-4">
      <div className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 py-3">
        <div className="mr-auto min-w-0">{props.title}</div>
        {props.actions}
        {photos.length > 0 && <DensityChoice density={density} onChange={chooseDensity} />}
      </div>
      {props.conditions}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the tiles in it are links and buttons; their events are handled here once */}
      <div
        ref={view.ref}
        data-density={density}
        className="photo-grid"
        onClickCapture={input.onClick}
        onPointerDown={input.onPointerDown}
        onFocus={input.onFocus}
        onContextMenu={input.onContextMenu}
      >
        {list.loading && <GallerySkeleton />}
        {photos.length > 0 && (view.layout ? <PhotoLines {...content} view={view} /> : <PhotoFlow {...content} />)}
      </div>
      {photos.length === 0 && !list.loading && !list.error && props.empty}
      {list.error && photos.length === 0 && (
        <ErrorState title="The photos did not load" onRetry={list.loadMore}>
          {errorSentence(list.error)}
        </ErrorState>
      )}
      {list.error && photos.length > 0 && (
        <div role="alert" className="flex flex-wrap items-center justify-center gap-3 py-8">
          <span className="text-muted">More photos did not load. {errorSentence(list.error)}</span>
          <Button size="small" onClick={list.loadMore} busy={list.loadingMore}>
            Try again
          </Button>
        </div>
      )}
      {list.loadingMore && !list.error && (
        <div className="flex justify-center py-8 text-muted">
          <Spinner label="Loading more photos" />
        </div>
      )}
      {chosen.length > 0 && (
        <Suspense>
          <SelectionBar photos={chosen} gathering={input.gathering} mode={mode} onClear={selection.clear} />
        </Suspense>
      )}
      {OpenLightbox && lightbox.open && (
        <OpenLightbox
          photos={viewable}
          startId={lightbox.open.startId}
          animate={lightbox.open.animate}
          closing={lightbox.open.closing}
          tileOf={lightbox.tileOf}
          onChange={(photo) => {
            lightbox.onChange(photo)
            const index = indexById.current.get(photo.id) ?? -1
            scrollToIndex(index)
            input.setCurrent(index)
          }}
          onClosed={() => {
            lightbox.onClosed()
            input.focusCurrent()
          }}
          onRequestClose={lightbox.requestClose}
          onNearEnd={loadMore}
        />
      )}
      {failed && (
        <Suspense>
          <FailedDialog photo={failed} onClose={() => setFailed(null)} />
        </Suspense>
      )}
    </section>
  )
}
