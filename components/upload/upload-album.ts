import { useSyncExternalStore } from 'react'
import { createStore } from '../state/create-store'

/** The album into which new files go. */
export interface UploadAlbum {
  id: string
  title: string
}

const chosen = createStore<UploadAlbum | null>(null)

/** Where files that are dropped now go: the album on the screen or the one chosen on the upload page; else none. */
export function uploadAlbum(): UploadAlbum | null {
  return chosen.get()
}

/** Chooses the album of the next uploads; null for none. */
export function chooseUploadAlbum(album: UploadAlbum | null): void {
  chosen.set(album)
}

/** The choice as React state. */
export function useUploadAlbum(): UploadAlbum | null {
  return useSyncExternalStore(chosen.subscribe, chosen.get, () => null)
}
