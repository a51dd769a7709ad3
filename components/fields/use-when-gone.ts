import { useEffect, useRef } from 'react'

/** Does something when the component goes, with what it last drew: a field that goes is not left, so no blur comes. */
export function useWhenGone(work: () => void): void {
  const latest = useRef(work)
  useEffect(() => {
    latest.current = work
  })
  useEffect(() => () => latest.current(), [])
}
