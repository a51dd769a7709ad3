'use client'
import { useEffect } from 'react'

/** Tells the server of a visit, which it counts once for half an hour in one browser; its owner's it does not. */
export function CountVisit({ token }: { token: string }) {
  useEffect(() => {
    // A visit that could not be told is not counted: nothing of it is on the screen.
    void fetch(`/api/v1/links/${token}`, { credentials: 'same-origin' }).catch(() => undefined)
  }, [token])
  return null
}
