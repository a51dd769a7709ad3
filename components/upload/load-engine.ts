import type { UploadEngine } from './engine/upload-engine'

// The engine lives here, outside of React: it survives navigation inside the app. Loaded with the first file.
let loading: Promise<UploadEngine> | null = null
let engine: UploadEngine | null = null
const listeners = new Set<() => void>()

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
  engine = openEngine()
  for (const listener of [...listeners]) listener()
  return engine
}

/** Whether files of whoever has just logged in wait in this page: it must not be loaded anew then. */
export async function uploadsGoOn(): Promise<boolean> {
  if (!engine || engine.getSnapshot().totals.unfinished === 0) return false
  return engine.checkAccount().catch(() => false)
}

/** For useSyncExternalStore: the engine once it is there. */
export function currentEngine(): UploadEngine | null {
  return engine
}

/** Calls a listener when the engine has been loaded. @returns a function that ends it */
export function subscribeEngine(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
