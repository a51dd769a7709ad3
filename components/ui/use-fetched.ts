'use client'
import { useEffect, useState } from 'react'

/**
 * A module that is fetched while `wanted`; where it does not come it is asked for again when the network is back.
 * @param load imports it; the same function each time
 * @returns null until it is there
 */
export function useFetched<T extends object>(load: () => Promise<T>, wanted: boolean): T | null {
  const [found, setFound] = useState<T | null>(null)
  useEffect(() => {
    if (!wanted) return
    let ended = false
    const ask = async () => {
      const module = await load().catch(() => null)
      if (ended) return
      if (module) setFound(module)
      else window.addEventListener('online', ask, { once: true })
    }
    void ask()
    return () => {
      ended = true
      window.removeEventListener('online', ask)
    }
  }, [load, wanted])
  return wanted ? found : null
}
