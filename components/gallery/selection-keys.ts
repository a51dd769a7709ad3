import type { Photo } from '@/lib/photos/contract'
import { BAR_KEYS, pressAgain } from '../keys/early-actions'
import type { Shortcut } from '../keys/shortcuts'
import { undoLast } from '../photo-lists/last-undo'
import { downloadPhotos } from '../photos/photo-file'
import { trashLazily } from '../photos/trash-lazily'
import { inGrid, type KeyedGrid } from './grid-keys'

export interface SelectableGrid extends KeyedGrid {
  mode: 'gallery' | 'trash'
  selectAll: () => Promise<void>
}

/** What is done by keys with the ticked photos, or with the one the keyboard is at. Fetched where photos can be ticked. */
export function selectionKeys(grid: SelectableGrid): Shortcut[] {
  const { photos, selection, current, selectAll, mode } = grid
  const download = (some: Photo[]) =>
    void downloadPhotos(some.filter(({ permissions }) => permissions.downloadOriginal))
  return [
    { keys: ['x'], label: 'Select the photo', run: () => (inGrid(grid) ? void selection.toggle(current) : false) },
    { keys: BAR_KEYS, label: 'Change the photo', run: (event) => onBar(grid, event) },
    { keys: ['Mod+a'], label: 'Select all', run: () => (photos.length > 0 ? void selectAll() : false) },
    { keys: ['Mod+z'], label: 'Undo the last deletion or change', run: undoLast },
    { keys: ['d'], label: 'Download', run: onChosen(grid, download) },
    ...(mode === 'gallery' ? [trashKey(grid)] : []),
  ]
}

function trashKey(grid: SelectableGrid): Shortcut {
  const trash = (some: Photo[]) => {
    const mine = some.filter(({ permissions }) => permissions.delete)
    if (mine.length > 0) void trashLazily(mine)
  }
  return { keys: ['Delete', 'Backspace'], label: 'Move to the trash', run: onChosen(grid, trash) }
}

/** Acts on what is ticked, or on the photo the keyboard is at. */
function onChosen(grid: SelectableGrid, action: (photos: Photo[]) => void) {
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
function onBar(grid: SelectableGrid, event: KeyboardEvent): false | undefined {
  const { photos, selection, current, mode } = grid
  const mine = photos[current]?.permissions.edit
  if (mode !== 'gallery' || selection.ids.size > 0 || !inGrid(grid) || !mine) return false
  selection.toggle(current)
  void pressAgain([event])
  return undefined
}
