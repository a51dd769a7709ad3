import { createStore } from '../state/create-store'
import type { UploadEngine } from './engine/upload-engine'

// The engine lives here, outside of React: it survives navigation inside the app. Loaded with the first file.
let loading: Promise<UploadEngine> | null = null
const loaded = createStore<UploadEngine | null>(null)

/** The engine of this page, loaded when it is first needed. */
export function loadEngine(): Promise<UploadEngine> {
  loading ??= startEngine().catch((error) => {
    loading = null
    throw error
  })
  return loading
}

async function startEngine(): Promise<UploadEngine> {
  const { openEngine } = await import('./engine/open-engine')
  const engine = openEngine()
  loaded.set(engine)
  return engine
}

/** Whether files of whoever has just logged in wait in this page: it must not be loaded anew then. */
export async function uploadsGoOn(): Promise<boolean> {
  const engine = loaded.get()
  if (!engine || engine.getSnapshot().totals.unfinished === 0) return false
  return engine.checkAccount().catch(() => false)
}

/** For useSyncExternalStore: the engine once it is there. */
export const { get: currentEngine, subscribe: subscribeEngine } = loaded
