import { useSyncExternalStore } from 'react'
import { createStore } from '../state/create-store'

export type UploadVisibility = 'private' | 'public'

const KEY = 'albumen.upload.visibility'
/** The element in the page's head that says what its person wants to begin with. */
const UPLOAD_DEFAULT = 'upload-visibility'
/** Null until it is asked for: what the tab remembers is read then. */
const chosen = createStore<UploadVisibility | null>(null)

/** What new files become: what this tab chose, else as the person's settings say, else private. */
export function uploadVisibility(): UploadVisibility {
  return chosen.get() ?? remembered() ?? (defaultElement()?.content === 'public' ? 'public' : 'private')
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

/** The person's settings say something else now: it holds in this tab, whatever was chosen in it. */
export function changeUploadDefault(visibility: UploadVisibility): void {
  const element = defaultElement()
  if (element) element.content = visibility
  chooseUploadVisibility(visibility)
}

/** The choice as React state. */
export function useUploadVisibility(): UploadVisibility {
  return useSyncExternalStore(chosen.subscribe, uploadVisibility, () => 'private')
}

function remembered(): UploadVisibility | null {
  try {
    const kept = sessionStorage.getItem(KEY)
    return kept === 'public' || kept === 'private' ? kept : null
  } catch {
    return null
  }
}

function defaultElement(): HTMLMetaElement | null {
  return document.querySelector<HTMLMetaElement>(`meta[name="${UPLOAD_DEFAULT}"]`)
}
