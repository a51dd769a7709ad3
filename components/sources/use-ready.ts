'use client'
import { useEffect, useState } from 'react'

/** Whether script has taken over: a form is closed until then, so that nothing typed into it is lost or sent as an address. */
export function useReady(): boolean {
  const [ready, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  return ready
}
