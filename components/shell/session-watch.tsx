'use client'
import { useEffect, useState } from 'react'
import { onSessionHint } from '../session/session-news'
import { isUnfinished } from '../session/unfinished'
import { buttonStyle } from '../ui/button-style'
import { NavLink } from '../ui/nav-link'

/** Coming back to a tab asks at most this often, in milliseconds. */
const REST = 10_000

/**
 * Takes what is private off the screen when its session has ended elsewhere (another tab, another device): the page is loaded anew, or covered
 * while it holds uploads that would be lost.
 */
export function SessionWatch({ username }: { username: string }) {
  const [ended, setEnded] = useState(false)
  useEffect(() => {
    let askedAt = 0
    return onSessionHint(async (sure) => {
      if (!sure && Date.now() - askedAt < REST) return
      askedAt = Date.now()
      const same = await isStill(username)
      if (same === null) return
      if (same) setEnded(false)
      else if (isUnfinished()) setEnded(true)
      else window.location.reload()
    })
  }, [username])
  if (!ended) return null
  const here = `${window.location.pathname}${window.location.search}`
  return (
    <div className="fixed inset-0 z-40 flex flex-col items-center justify-center gap-3 bg-ground px-4 text-center">
      <h2 className="text-title">You are logged out</h2>
      <p className="max-w-md text-large text-balance text-muted">
        Your uploads wait. Log in as {username}, here or in another tab, and they go on by themselves.
      </p>
      <NavLink href={`/login?next=${encodeURIComponent(here)}`} className={buttonStyle('primary', 'medium', 'mt-2')}>
        Log in
      </NavLink>
    </div>
  )
}

/** Null where nobody can say: the server does not answer. */
async function isStill(username: string): Promise<boolean | null> {
  const reply = await fetch('/api/v1/me', { credentials: 'same-origin' }).catch(() => null)
  if (reply?.status === 401) return false
  if (!reply?.ok) return null
  return ((await reply.json()) as { username: string }).username === username
}
