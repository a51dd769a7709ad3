import { useSyncExternalStore } from 'react'
import type { UploadEngine } from './engine/upload-engine'
import { currentEngine, subscribeEngine } from './load-engine'

/** The engine once the first file has loaded it; null before. */
export function useEngine(): UploadEngine | null {
  return useSyncExternalStore(subscribeEngine, currentEngine, () => null)
}
