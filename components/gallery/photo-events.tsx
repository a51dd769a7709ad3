'use client'
import { useEffect, useState } from 'react'
import { useFetched } from '../ui/use-fetched'

/** Milliseconds after the page is there; before that nothing can have changed that its own HTML does not show. */
const QUIET = 500

const load = () => import('../photo-lists/follow-page')

/** Keeps every list of photos current; mounted once in the library's layout. What listens is fetched when the page is quiet. */
export function PhotoEvents() {
  const [quiet, setQuiet] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(true), QUIET)
    return () => clearTimeout(timer)
  }, [])
  const module = useFetched(load, quiet)
  useEffect(() => module?.followPage(), [module])
  return null
}
