'use client'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import type { Person } from '../session/who-is-it'
import { useFetched } from '../ui/use-fetched'

const fetchWatch = () => import('./watched-session')

interface SessionWatchProps {
  /** Whoever the page was made for; null: nobody, and nothing private is on it. */
  username: string | null
  children: ReactNode
}

/**
 * Takes what is private out of the page when its session has ended elsewhere (another tab, another device), and has the page loaded anew; while
 * files wait to be sent, which that would lose, a word about them stands instead.
 */
export function SessionWatch({ username, children }: SessionWatchProps) {
  const [ended, setEnded] = useState<Person | null>(null)
  const learn = useCallback((now: Person) => setEnded(now.username === username ? null : now), [username])
  const watch = useFetched(fetchWatch, username !== null)
  useEffect(() => watch?.watchSession(learn), [watch, learn])
  if (!ended || !watch || username === null) return children
  return <watch.SessionEnded username={username} other={ended.username} learn={learn} />
}
