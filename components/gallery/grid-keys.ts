import type { Photo } from '@/lib/photos/contract'
import { neighbourTile } from '../grid/grid-layout'
import type { GridView } from '../grid/use-grid-view'
import type { Shortcut } from '../keys/shortcuts'
import type { Selection } from './use-selection'

export interface KeyedGrid {
  photos: readonly Photo[]
  view: GridView
  selection: Selection
  selectable: boolean
  /** Index of the tile that the keyboard is at. */
  current: number
  focusIndex: (index: number) => void
  openIndex: (index: number) => void
}

/** The shortcuts of every grid: moving and opening. Those for ticked photos are in selection-keys.ts. */
export function gridKeys(grid: KeyedGrid): Shortcut[] {
  const { current, selection } = grid
  const selecting = selection.ids.size > 0
  const inform = async () => {
    // Without its script the photo opens all the same.
    await import('../photos/panel-state').then(({ rememberPanel }) => rememberPanel(true)).catch(() => undefined)
    grid.openIndex(current)
  }
  return [
    {
      keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
      label: 'Move between photos',
      run: (event) => move(grid, event),
    },
    { keys: ['Enter'], label: 'Open the photo', run: () => false },
    { keys: ['i'], label: 'Information', run: () => (inGrid(grid) ? void inform() : false) },
    { keys: ['Escape'], label: 'Clear the selection', run: () => (selecting ? selection.clear() : false) },
  ]
}

/** Whether the focus is on a tile of the grid. */
export function inGrid({ view }: Pick<KeyedGrid, 'view'>): boolean {
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
