/** A value outside of React that screens follow; get and subscribe are what useSyncExternalStore takes. */
export interface Store<T> {
  /** The same value until it is set anew. */
  get: () => T
  set: (next: T) => void
  /** @returns ends it */
  subscribe: (listener: () => void) => () => void
}

/** Makes a store. @param value what it holds at first */
export function createStore<T>(value: T): Store<T> {
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set: (next) => {
      value = next
      for (const listener of [...listeners]) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
