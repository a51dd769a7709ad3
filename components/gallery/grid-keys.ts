import type { Photo } from '@/lib/photos/contract'
import { neighbourTile } from '../grid/grid-layout'
import type { GridView } from '../grid/use-grid-view'
import { BAR_KEYS, pressAgain } from '../keys/early-actions'
import type { Shortcut } from '../keys/shortcuts'
import { undoLast } from '../photo-lists/last-undo'
import { rememberPanel } from '../photos/panel-state'
import { downloadPhotos } from '../photos/photo-file'
import { trashLazily } from '../photos/trash-lazily'
import type { Selection } from './use-selection'

export interface KeyedGrid {
  photos: readonly Photo[]
  view: GridView
  selection: Selection
  selectable: boolean
  mode: 'gallery' | 'trash'
  /** Index of the tile that the keyboard is at. */
  current: number
  focusIndex: (index: number) => void
  openIndex: (index: number) => void
  selectAll: () => Promise<void>
}

/** The shortcuts of a grid: moving, opening, and what is done with the ticked photos or the one the keyboard is at. */
export function gridKeys(grid: KeyedGrid): Shortcut[] {
  const { current, selectable, mode } = grid
  const inform = () => {
    rememberPanel(true)
    grid.openIndex(current)
  }
  return [
    {
      keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
      label: 'Move between photos',
      run: (event) => move(grid, event),
    },
    { keys: ['Enter'], label: 'Open the photo', run: () => false },
    { keys: ['i'], label: 'Information', run: () => (inGrid(grid) ? inform() : false) },
    ...(selectable ? selectionKeys(grid) : []),
    ...(selectable && mode === 'gallery' ? [trashKey(grid)] : []),
  ]
}

function selectionKeys(grid: KeyedGrid): Shortcut[] {
  const { photos, selection, current, selectAll } = grid
  const selecting = selection.ids.size > 0
  const download = (some: Photo[]) =>
    void downloadPhotos(some.filter(({ permissions }) => permissions.downloadOriginal))
  return [
    { keys: ['x'], label: 'Select the photo', run: () => (inGrid(grid) ? void selection.toggle(current) : false) },
    { keys: BAR_KEYS, label: 'Change the photo', run: (event) => onBar(grid, event) },
    { keys: ['Mod+a'], label: 'Select all', run: () => (photos.length > 0 ? void selectAll() : false) },
    { keys: ['Mod+z'], label: 'Undo the last deletion or change', run: undoLast },
    { keys: ['Escape'], label: 'Clear the selection', run: () => (selecting ? selection.clear() : false) },
    { keys: ['d'], label: 'Download', run: onChosen(grid, download) },
  ]
}

function trashKey(grid: KeyedGrid): Shortcut {
  const trash = (some: Photo[]) => {
    const mine = some.filter(({ permissions }) => permissions.delete)
    if (mine.length > 0) void trashLazily(mine)
  }
  return { keys: ['Delete', 'Backspace'], label: 'Move to the trash', run: onChosen(grid, trash) }
}

function inGrid({ view }: KeyedGrid): boolean {
  return view.ref.current?.contains(document.activeElement) === true
}

/** To the neighbour, taking the selection along with Shift; into the grid where the focus is elsewhere. */
function move(grid: KeyedGrid, event: KeyboardEvent): false | undefined {
  const { photos, view, selection, selectable, current } = grid
  if (!view.layout || photos.length === 0) return false
  const next = inGrid(grid) ? neighbourTile(view.layout, current, event.key as 'ArrowUp') : current
  if (event.shiftKey && selectable) {
    if (selection.ids.size === 0) selection.toggle(current)
    selection.extendTo(next)
  }
  grid.focusIndex(next)
  return undefined
}

/** Acts on what is ticked, or on the photo the keyboard is at. */
function onChosen(grid: KeyedGrid, action: (photos: Photo[]) => void) {
  const { photos, selection, current } = grid
  const selecting = selection.ids.size > 0
  return () => {
    if (!selecting && !inGrid(grid)) return false
    action(selecting ? photos.filter(({ id }) => selection.ids.has(id)) : photos.slice(current, current + 1))
    selection.clear()
    return undefined
  }
}

/** The bar's keys work on the photo the keyboard is at, too: it is ticked, and the key pressed again. */
function onBar(grid: KeyedGrid, event: KeyboardEvent): false | undefined {
  const { photos, selection, current, mode } = grid
  const mine = photos[current]?.permissions.edit
  if (mode !== 'gallery' || selection.ids.size > 0 || !inGrid(grid) || !mine) return false
  selection.toggle(current)
  void pressAgain([event])
  return undefined
}
