import type { GridLayout } from './grid-layout'

/** A position in a list: the photo at the top of the window and how far its row lies from the window's top. */
export interface GridAnchor {
  /** The photo first, then the ones after and before it, should it be gone meanwhile. */
  ids: string[]
  /** CSS pixels from the window's top to the top of its row. */
  offset: number
  /** When the photo was taken, for lists in the order of time: the position can be found without what lies before it. */
  at?: string
}

const NEIGHBOURS = 6

/** The anchor for the item at an index. @param offset where its row stands in the window now */
export function anchorAt(ids: readonly string[], index: number, offset: number): GridAnchor | null {
  const id = ids[index]
  if (id === undefined) return null
  const near = [id]
  for (let step = 1; step <= NEIGHBOURS; step++) {
    for (const at of [index + step, index - step]) {
      const neighbour = ids[at]
      if (neighbour !== undefined) near.push(neighbour)
    }
  }
  return { ids: near, offset }
}

/** Index of the item an anchor means among those there are; -1 when none of its ids is left. */
export function anchoredIndex(anchor: GridAnchor, indexOf: ReadonlyMap<string, number>): number {
  for (const id of anchor.ids) {
    const index = indexOf.get(id)
    if (index !== undefined) return index
  }
  return -1
}

/** The first item whose row is at or below the window's top edge. @param top pixels of the grid above the window */
export function firstVisible(layout: GridLayout, top: number): { index: number; offset: number } | null {
  const line = layout.lines.find((candidate) => candidate.top + candidate.height > top)
  const tile = line?.tiles[0]
  return line && tile ? { index: tile.index, offset: line.tilesTop - top } : null
}

const STATE_KEY = 'albumenAnchor'
const RETURN_KEY = 'albumen-return'

function isAnchor(value: unknown): value is GridAnchor {
  if (typeof value !== 'object' || value === null || !('ids' in value) || !('offset' in value)) return false
  return Array.isArray(value.ids) && value.ids.every((id) => typeof id === 'string') && typeof value.offset === 'number'
}

/** Keeps an anchor with this entry of the browser's history. Next's own fields stay, so it takes no notice. */
export function saveAnchor(anchor: GridAnchor | null): void {
  window.history.replaceState({ ...window.history.state, [STATE_KEY]: anchor }, '')
}

/** The anchor of this history entry (a step back, a reload), or the one left for the next gallery; null on a new visit. */
export function savedAnchor(): GridAnchor | null {
  const state: unknown = window.history.state?.[STATE_KEY]
  if (isAnchor(state)) return state
  try {
    const left: unknown = JSON.parse(sessionStorage.getItem(RETURN_KEY) ?? 'null')
    sessionStorage.removeItem(RETURN_KEY)
    return isAnchor(left) ? left : null
  } catch {
    return null
  }
}

/** Leaves an anchor for the gallery that is opened next (from a photo's own page). */
export function leaveAnchor(anchor: GridAnchor): void {
  try {
    sessionStorage.setItem(RETURN_KEY, JSON.stringify(anchor))
  } catch {
    // storage may be off; the gallery then opens at its top
  }
}
