import { forgetKept } from './kept-list'
import { RECENT_ITEMS } from './recent-items'
import { RECENT_SEARCHES } from './recent-searches'
import { tellSession } from './session-news'

/** Ends the session (next-auth's own route, with its CSRF token) and goes to the public wall. @throws when it did not work */
export async function logOut(): Promise<void> {
  const reply = await fetch('/api/auth/csrf', { credentials: 'same-origin' })
  const { csrfToken } = (await reply.json()) as { csrfToken: string }
  const ended = await fetch('/api/auth/signout', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken, json: 'true', callbackUrl: '/' }),
  })
  if (!ended.ok) throw new Error(`sign-out answered ${ended.status}`)
  forgetKept([RECENT_ITEMS, RECENT_SEARCHES])
  tellSession('log-out')
  window.location.assign('/')
}
