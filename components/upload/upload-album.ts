import { useSyncExternalStore } from 'react'

/** The album into which new files go. */
export interface UploadAlbum {
  id: string
  title: string
}

let chosen: UploadAlbum | null = null
const listeners = new Set<() => void>()

/** Where files that are dropped now go: the album on the screen or the one chosen on the upload page; else none. */
export function uploadAlbum(): UploadAlbum | null {
  return chosen
}

/** Chooses the album of the next uploads; null for none. */
export function chooseUploadAlbum(album: UploadAlbum | null): void {
  chosen = album
  for (const listener of [...listeners]) listener()
}

/** The choice as React state. */
export function useUploadAlbum(): UploadAlbum | null {
  return useSyncExternalStore(subscribe, uploadAlbum, () => null)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
