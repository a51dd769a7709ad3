'use client'
import { type ReactNode, useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { hideTraces } from '../session/hide-traces'
import { onSessionHint } from '../session/session-news'
import { subscribeUnfinished, unfinished } from '../session/unfinished'
import { buttonStyle } from '../ui/button-style'
import { NavLink } from '../ui/nav-link'
import { counted, plural } from '../words/plural'

/** Coming back to a tab asks at most this often, in milliseconds. */
const REST = 10_000
/** While the page is covered it asks as often as waiting uploads do: not every log-in is told to other tabs. */
const AGAIN = 5_000

type Person = { username: string | null }

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
  useEffect(() => {
    if (username === null) return
    let askedAt = 0
    return onSessionHint(async (sure) => {
      if (!sure && Date.now() - askedAt < REST) return
      askedAt = Date.now()
      const now = await whoIsIt()
      if (now) learn(now)
    })
  }, [username, learn])
  if (!ended || username === null) return children
  return <Ended username={username} other={ended.username} learn={learn} />
}

interface EndedProps {
  username: string
  /** Whoever is logged in now. */
  other: string | null
  /** Told who is logged in, when it is asked for again. */
  learn: (now: Person) => void
}

/** What stands in the place of the page. */
function Ended({ username, other, learn }: EndedProps) {
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

/** Null where nobody can say: the server does not answer. */
async function whoIsIt(): Promise<Person | null> {
  const reply = await fetch('/api/v1/me', { credentials: 'same-origin' }).catch(() => null)
  if (reply?.status === 401) return { username: null }
  return reply?.ok ? ((await reply.json()) as Person) : null
}
