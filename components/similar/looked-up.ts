import { createStore } from '../state/create-store'

/** A picture that photos are looked for by. It stays in the browser's memory while its page is left and come back to. */
export interface LookedUp {
  /** Another one for each picture that was chosen. */
  id: number
  file: File
  /** Its address for an image. */
  url: string
}

/** For useSyncExternalStore: the picture of this page; null before one was chosen. */
export const lookedUp = createStore<LookedUp | null>(null)

/** Takes a picture in place of the one before. */
export function lookUp(file: File): void {
  const before = lookedUp.get()
  if (before) URL.revokeObjectURL(before.url)
  lookedUp.set({ id: (before?.id ?? 0) + 1, file, url: URL.createObjectURL(file) })
}
