'use client'
import type { Photo } from '@/lib/photos/contract'
import type { GridView } from '../grid/use-grid-view'
import { SELECTION_KEYS, useHeldKeys } from '../keys/early-actions'
import { useShortcuts } from '../keys/shortcuts'
import type { PhotoList } from '../photo-lists/use-photo-pages'
import { showToast } from '../ui/toast-store'
import { useFetched } from '../ui/use-fetched'
import { gridKeys } from './grid-keys'
import type { useLightbox } from './use-lightbox'
import { useSelectAll } from './use-select-all'
import type { Selection } from './use-selection'
import { useTileFocus } from './use-tile-focus'
import { useTilePointer } from './use-tile-pointer'

interface GalleryInput {
  list: PhotoList
  view: GridView
  selection: Selection
  selectable: boolean
  mode: 'gallery' | 'trash'
  scrollToIndex: (index: number) => void
  onFailed: (photo: Photo) => void
  lightbox: ReturnType<typeof useLightbox>
  /** Index of the tile that the keyboard is at. */
  current: number
  setCurrent: (index: number) => void
}

const fetchKeys = () => import('./selection-keys')

/** Clicks, touches and keys of a grid. */
export function useGalleryInput(input: GalleryInput) {
  const { list, view, selection, selectable, mode, onFailed, lightbox, current, setCurrent } = input
  const { photos } = list
  const { gathering, selectAll } = useSelectAll(list, selection)
  const focusIndex = useTileFocus(view.ref, input.scrollToIndex, setCurrent)
  const openIndex = (index: number) => {
    const photo = photos[index]
    if (!photo) return
    setCurrent(index)
    if (photo.renditions) void lightbox.openPhoto(photo)
    else if (photo.status === 'failed' && photo.permissions.edit) onFailed(photo)
    else showToast('This photo is not ready yet.')
  }
  const grid = { photos, view, selection, selectable, current, focusIndex, openIndex }
  const more = useFetched(fetchKeys, selectable)
  useShortcuts([...gridKeys(grid), ...(more ? more.selectionKeys({ ...grid, mode, selectAll }) : [])])
  useHeldKeys(SELECTION_KEYS, { waiting: selectable && !more })
  const onDown = () => void lightbox.preload()
  useTilePointer({ photos, view, selection, selectable, setCurrent, openIndex, onDown })
  return { gathering, focusIndex }
}
