import { type RefObject, useEffect, useState } from 'react'
import { addressAgain } from './address-again'

/** Milliseconds until a picture that failed is asked for again; the last one goes on as long as it is on the screen. */
const WAITS = [2_000, 5_000, 15_000, 60_000]

interface RetriedImage {
  failed: boolean
  onError: () => void
  onLoad: () => void
}

/**
 * A picture that did not come is asked for again: after a while, and at once when the network is back.
 * @param url its address
 * @param mayRetry asked before each try; false ends it
 */
export function useRetriedImage(
  image: RefObject<HTMLImageElement | null>,
  url: string,
  mayRetry: () => Promise<boolean>,
): RetriedImage {
  const [failures, setFailures] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each failure waits for its own next try
  useEffect(() => {
    if (failures === 0) return
    let ended = false
    const again = async () => {
      clearTimeout(timer)
      if (!(await mayRetry()) || ended || !image.current) return
      // Setting it makes the browser ask again, also where it is the same once more.
      image.current.src = addressAgain(url)
    }
    const timer = setTimeout(again, WAITS[Math.min(failures, WAITS.length) - 1])
    window.addEventListener('online', again)
    return () => {
      ended = true
      clearTimeout(timer)
      window.removeEventListener('online', again)
    }
  }, [failures, url])
  // It may have failed before script ran.
  useEffect(() => {
    const element = image.current
    if (element?.complete && element.naturalWidth === 0) setFailures((count) => count + 1)
  }, [image])
  return { failed: failures > 0, onError: () => setFailures((count) => count + 1), onLoad: () => setFailures(0) }
}
