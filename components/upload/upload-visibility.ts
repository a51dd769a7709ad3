import { useSyncExternalStore } from 'react'

export type UploadVisibility = 'private' | 'public'

const KEY = 'albumen.upload.visibility'
const listeners = new Set<() => void>()
let chosen: UploadVisibility | null = null

/** What new files become: private unless this tab chose otherwise. */
export function uploadVisibility(): UploadVisibility {
  chosen ??= read()
  return chosen
}

/** Chooses who may see the next uploads; remembered for the tab. */
export function chooseUploadVisibility(visibility: UploadVisibility): void {
  chosen = visibility
  try {
    sessionStorage.setItem(KEY, visibility)
  } catch {
    // Storage is forbidden: the choice holds until the tab is reloaded.
  }
  for (const listener of [...listeners]) listener()
}

/** The choice as React state. */
export function useUploadVisibility(): UploadVisibility {
  return useSyncExternalStore(subscribe, uploadVisibility, () => 'private')
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function read(): UploadVisibility {
  try {
    return sessionStorage.getItem(KEY) === 'public' ? 'public' : 'private'
  } catch {
    return 'private'
  }
}
