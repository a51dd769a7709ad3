'use client'
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import { hideTraces } from '../session/hide-traces'
import { onSessionHint } from '../session/session-news'
import { subscribeUnfinished, unfinished } from '../session/unfinished'
import { buttonStyle } from '../ui/button-style'
import { NavLink } from '../ui/nav-link'
import { counted, plural } from '../words/plural'

/** Coming back to a tab asks at most this often, in milliseconds. */
const REST = 10_000

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
  const [ended, setEnded] = useState<{ other: string | null } | null>(null)
  useEffect(() => {
    if (username === null) return
    let askedAt = 0
    return onSessionHint(async (sure) => {
      if (!sure && Date.now() - askedAt < REST) return
      askedAt = Date.now()
      const now = await whoIsIt()
      if (now === null) return
      setEnded(now.username === username ? null : { other: now.username })
    })
  }, [username])
  return ended && username !== null ? <Ended username={username} other={ended.other} /> : children
}

/** What stands in the place of the page. @param other whoever is logged in now */
function Ended({ username, other }: { username: string; other: string | null }) {
  const { files, owner } = useSyncExternalStore(subscribeUnfinished, unfinished, unfinished)
  useEffect(hideTraces, [])
  useEffect(() => {
    if (files === 0) window.location.reload()
  }, [files])
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

/** Null where nobody can say: the server does not answer. */
async function whoIsIt(): Promise<{ username: string | null } | null> {
  const reply = await fetch('/api/v1/me', { credentials: 'same-origin' }).catch(() => null)
  if (reply?.status === 401) return { username: null }
  return reply?.ok ? ((await reply.json()) as { username: string }) : null
}
