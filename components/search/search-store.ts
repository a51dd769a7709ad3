import { createStore } from '../state/create-store'

/** A wish to type: which text shall stand in the box and what of it shall be selected. */
export interface SearchEdit {
  text: string
  from: number
  to: number
  /** It is what the page shows: nobody types. */
  shown?: boolean
}

type Opener = (edit: SearchEdit | null) => void

let opener: Opener | null = null
const panel = createStore(false)

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

/** Whether the panel of the filter is open; opens or closes it; calls a listener when that changes. */
export const { get: isPanelOpen, set: setPanelOpen, subscribe: subscribePanel } = panel
