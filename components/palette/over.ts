import type { Viewer } from '../session/viewer'

/** What lies over any screen: the palette, or the sheet of the keys. */
export type Over = 'palette' | 'shortcuts'

export interface OverProps {
  viewer: Viewer | null
  /** What was typed before this came. */
  typed: string
  onOver: (over: Over) => void
  onClose: () => void
}

let opener: ((over: Over) => void) | null = null

/** Says who opens what lies over a screen. @returns takes it back */
export function setOpener(open: (over: Over) => void): () => void {
  opener = open
  return () => {
    opener = null
  }
}

/** Opens the palette or the sheet of the keys. */
export function openOver(over: Over): void {
  opener?.(over)
}
