import { useSyncExternalStore } from 'react'
import { createStore } from '../state/create-store'

export type UploadVisibility = 'private' | 'public'

const KEY = 'albumen.upload.visibility'
/** Null until it is asked for: what the tab remembers is read then. */
const chosen = createStore<UploadVisibility | null>(null)

/** What new files become: private unless this tab chose otherwise. */
export function uploadVisibility(): UploadVisibility {
  return chosen.get() ?? read()
}

/** Chooses who may see the next uploads; remembered for the tab. */
export function chooseUploadVisibility(visibility: UploadVisibility): void {
  try {
    sessionStorage.setItem(KEY, visibility)
  } catch {
    // Storage is forbidden: the choice holds until the tab is reloaded.
  }
  chosen.set(visibility)
}

/** The choice as React state. */
export function useUploadVisibility(): UploadVisibility {
  return useSyncExternalStore(chosen.subscribe, uploadVisibility, () => 'private')
}

function read(): UploadVisibility {
  try {
    return sessionStorage.getItem(KEY) === 'public' ? 'public' : 'private'
  } catch {
    return 'private'
  }
}
