'use client'
import { useEffect, useSyncExternalStore } from 'react'
import { counted, plural } from '@/lib/media/plural'
import { hideTraces } from '../session/hide-traces'
import { subscribeUnfinished, unfinished } from '../session/unfinished'
import { type Person, whoIsIt } from '../session/who-is-it'
import { buttonStyle } from '../ui/button-style'
import { NavLink } from '../ui/nav-link'

/** While the page is covered it asks as often as waiting uploads do: not every log-in is told to other tabs. Milliseconds. */
const AGAIN = 5_000

export interface SessionEndedProps {
  username: string
  /** Whoever is logged in now. */
  other: string | null
  /** Told who is logged in, when it is asked for again. */
  learn: (now: Person) => void
}

/** What stands in the place of the page: nothing, or a word about files that still wait to be sent. */
export function SessionEnded({ username, other, learn }: SessionEndedProps) {
  const { files, owner } = useSyncExternalStore(subscribeUnfinished, unfinished, unfinished)
  useEffect(hideTraces, [])
  useEffect(() => {
    const look = async () => {
      const now = await whoIsIt()
      if (now && files === 0 && now.username !== username) window.location.reload()
      else if (now) learn(now)
    }
    if (files === 0) void look()
    const timer = setInterval(look, AGAIN)
    return () => clearInterval(timer)
  }, [files, username, learn])
  if (files === 0) return <div className="min-h-dvh" aria-busy />
  const here = `${window.location.pathname}${window.location.search}`
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-3 px-4 text-center">
      <h1 className="text-title">{other === null ? 'You are logged out' : `${other} is logged in now`}</h1>
      <p className="max-w-md text-large text-balance text-muted">
        {counted(files, 'file')} {plural(files, 'is', 'are')} not uploaded yet. Log in as {owner ?? username}, here or
        in another tab, and {plural(files, 'it goes on by itself', 'they go on by themselves')}.
      </p>
      <NavLink href={`/login?next=${encodeURIComponent(here)}`} className={buttonStyle('primary', 'medium', 'mt-2')}>
        Log in
      </NavLink>
    </main>
  )
}
