'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { errorSentence } from '@/lib/http/client'
import type { Photo } from '@/lib/photos/contract'
import { undoLast } from '../batch/last-undo'
import { neighbourTile } from '../grid/grid-layout'
import type { GridView } from '../grid/use-grid-view'
import { BAR_KEYS, pressAgain } from '../keys/held-keys'
import { type Shortcut, useShortcuts } from '../keys/shortcuts'
import type { PhotoList } from '../photo-lists/use-photo-pages'
import { rememberPanel } from '../photos/panel-state'
import { downloadPhotos } from '../photos/photo-file'
import { trashLazily } from '../photos/trash-lazily'
import { showToast } from '../ui/toast-store'
import type { useLightbox } from './use-lightbox'
import type { Selection } from './use-selection'

/** Milliseconds a finger rests on a tile before it is ticked. */
const LONG_PRESS = 450

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

function indexOf(target: EventTarget | null): number {
  const tile = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null
  return tile ? Number(tile.dataset.index) : -1
}

/** Clicks, touches and keys of a grid. */
export function useGalleryInput({
  list,
  view,
  selection,
  selectable,
  mode,
  scrollToIndex,
  onFailed,
  lightbox,
  current,
  setCurrent,
}: GalleryInput) {
  const { photos, loadUntil } = list
  const [gathering, setGathering] = useState<number | null>(null)
  const pressed = useRef(false)
  const selecting = selection.ids.size > 0

  const openIndex = (index: number) => {
    const photo = photos[index]
    if (!photo) return
    setCurrent(index)
    if (photo.renditions) void lightbox.openPhoto(photo)
    else if (photo.status === 'failed' && photo.permissions.edit) onFailed(photo)
    else showToast('This photo is not ready yet.')
  }

  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof Element)) return
    const day = event.target.closest<HTMLElement>('[data-day]')
    if (day) {
      const group = view.layout?.groups[Number(day.dataset.day)]
      if (group) selection.toggleRun(group.first, group.count)
      return
    }
    const index = indexOf(event.target)
    if (index < 0) return
    const wasPress = pressed.current
    pressed.current = false
    const tick = event.target.closest('[data-tick]') !== null
    if (wasPress) return event.preventDefault()
    if (selectable && event.shiftKey && (selecting || tick)) {
      event.preventDefault()
      selection.extendTo(index)
      return
    }
    if (!tick && (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) return
    event.preventDefault()
    setCurrent(index)
    if (tick || selecting) selection.toggle(index)
    else openIndex(index)
  }

  const onPointerDown = (event: PointerEvent) => {
    const index = indexOf(event.target)
    if (index < 0) return
    void lightbox.preload()
    pressed.current = false
    if (event.pointerType !== 'touch' || !selectable) return
    const timer = setTimeout(() => {
      pressed.current = true
      navigator.vibrate?.(10)
      selection.toggle(index)
    }, LONG_PRESS)
    const stop = () => {
      clearTimeout(timer)
      for (const name of ENDS) document.removeEventListener(name, stop, true)
    }
    for (const name of ENDS) document.addEventListener(name, stop, true)
  }

  /** The long press ticks; the browser's own menu would cover it. */
  const onContextMenu = (event: MouseEvent) => {
    if (pressed.current) event.preventDefault()
  }

  const onFocus = (event: FocusEvent) => {
    const index = indexOf(event.target)
    if (index >= 0) setCurrent(index)
  }

  const wanted = useRef<number | null>(null)
  const focusIndex = useCallback(
    (index: number) => {
      setCurrent(index)
      scrollToIndex(index)
      wanted.current = index
    },
    [scrollToIndex, setCurrent],
  )
  // A tile may come into being only after the scroll, so the focus follows when it is there.
  useEffect(() => {
    if (wanted.current === null) return
    const link = view.ref.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"] a`)
    if (!link) return
    wanted.current = null
    link.focus({ preventScroll: true })
  })

  const selectAll = async () => {
    setGathering(photos.length)
    selection.replace(photos)
    try {
      const all = await loadUntil((loaded) => {
        setGathering(loaded.length)
        return false
      })
      selection.replace(all)
    } catch (error) {
      showToast(`Not all photos could be selected. ${errorSentence(error)}`, { tone: 'danger' })
    } finally {
      setGathering(null)
    }
  }

  const chosen = () =>
    selecting ? photos.filter(({ id }) => selection.ids.has(id)) : photos.slice(current, current + 1)
  const inGrid = () => view.ref.current?.contains(document.activeElement) === true
  const move = (event: KeyboardEvent) => {
    if (!view.layout || photos.length === 0) return false
    const next = inGrid() ? neighbourTile(view.layout, current, event.key as 'ArrowUp') : current
    if (event.shiftKey && selectable) {
      if (!selecting) selection.toggle(current)
      selection.extendTo(next)
    }
    focusIndex(next)
    return undefined
  }
  const onChosen = (action: (photos: Photo[]) => void) => () => {
    if (!selecting && !inGrid()) return false
    action(chosen())
    selection.clear()
    return undefined
  }
  /** The bar's keys work on the photo one is at, too: it is ticked, and the key pressed again. */
  const onBar = (event: KeyboardEvent) => {
    if (mode !== 'gallery' || selecting || !inGrid() || !photos[current]?.permissions.edit) return false
    selection.toggle(current)
    void pressAgain([event])
    return undefined
  }
  const inform = () => {
    rememberPanel(true)
    openIndex(current)
  }
  const keys: Shortcut[] = [
    { keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'], label: 'Move between photos', run: move },
    { keys: ['Enter'], label: 'Open the photo', run: () => false },
    { keys: ['i'], label: 'Information', run: () => (inGrid() ? inform() : false) },
    ...(selectable
      ? [
          {
            keys: ['x'],
            label: 'Select the photo',
            run: () => (inGrid() ? void selection.toggle(current) : false),
          },
          { keys: BAR_KEYS, label: 'Change the photo', run: onBar },
          { keys: ['Mod+a'], label: 'Select all', run: () => (photos.length > 0 ? void selectAll() : false) },
          { keys: ['Mod+z'], label: 'Undo the last change of several photos', run: undoLast },
          { keys: ['Escape'], label: 'Clear the selection', run: () => (selecting ? selection.clear() : false) },
          {
            keys: ['d'],
            label: 'Download',
            run: onChosen((some) => void downloadPhotos(some.filter((photo) => photo.permissions.downloadOriginal))),
          },
        ]
      : []),
    ...(selectable && mode === 'gallery'
      ? [
          {
            keys: ['Delete', 'Backspace'],
            label: 'Move to the trash',
            run: onChosen((some) => {
              const mine = some.filter((photo) => photo.permissions.delete)
              if (mine.length > 0) void trashLazily(mine)
            }),
          },
        ]
      : []),
  ]
  useShortcuts(keys)

  const handlers = { onClick, onPointerDown, onContextMenu, onFocus }
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  const grid = view.ref
  useEffect(() => {
    const element = grid.current
    if (!element) return
    const click = (event: MouseEvent) => latest.current.onClick(event)
    const pointerDown = (event: PointerEvent) => latest.current.onPointerDown(event)
    const contextMenu = (event: MouseEvent) => latest.current.onContextMenu(event)
    const focus = (event: FocusEvent) => latest.current.onFocus(event)
    element.addEventListener('click', click, true)
    element.addEventListener('pointerdown', pointerDown)
    element.addEventListener('contextmenu', contextMenu)
    element.addEventListener('focusin', focus)
    return () => {
      element.removeEventListener('click', click, true)
      element.removeEventListener('pointerdown', pointerDown)
      element.removeEventListener('contextmenu', contextMenu)
      element.removeEventListener('focusin', focus)
    }
  }, [grid])

  return { gathering, focusIndex }
}

const ENDS = ['pointerup', 'pointercancel', 'scroll'] as const
