/** A wish to type: which text shall stand in the box and what of it shall be selected. */
export interface SearchEdit {
  text: string
  from: number
  to: number
}

type Opener = (edit: SearchEdit | null) => void

let opener: Opener | null = null
let panelOpen = false
const listeners = new Set<() => void>()

/** The search box says how it is opened. @returns takes it back */
export function provideSearch(open: Opener): () => void {
  opener = open
  return () => {
    if (opener === open) opener = null
  }
}

/** Puts the cursor into the search box. @param edit the text to change there; what stands there when left out */
export function openSearch(edit: SearchEdit | null = null): void {
  opener?.(edit)
}

/** Whether the panel of the filter is open. */
export function isPanelOpen(): boolean {
  return panelOpen
}

/** Opens or closes the panel of the filter. */
export function setPanelOpen(open: boolean): void {
  panelOpen = open
  for (const listener of listeners) listener()
}

/** For useSyncExternalStore. @returns ends it */
export function subscribePanel(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
