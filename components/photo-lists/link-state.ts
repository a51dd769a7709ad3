import { createStore } from '../state/create-store'
import { linkOfPage } from './page-of-link'

/** What stands at the address of the share link that this page is seen through: it may end, or be locked anew, while somebody looks. */
export const linkState = createStore<'open' | 'locked' | 'ended'>('open')

let asking: Promise<void> | null = null

/** Whether a refusal may mean that the link is not what it was. */
export function mayHaveEnded(error: unknown): boolean {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null
  return status === 404 || status === 401
}

/** Asks how the link of this page stands, once at a time. Where nobody answers it stays as it was. @returns whether it is open still */
export async function isLinkOpen(): Promise<boolean> {
  const token = linkOfPage()
  if (token !== null && linkState.get() === 'open') {
    asking ??= ask(token)
    await asking
  }
  return linkState.get() === 'open'
}

async function ask(token: string): Promise<void> {
  // Not a visit: HEAD is not counted.
  const options = { method: 'HEAD', credentials: 'same-origin', cache: 'no-store' } as const
  const reply = await fetch(`/api/v1/links/${token}`, options).catch(() => null)
  asking = null
  if (reply?.status === 401) linkState.set('locked')
  if (reply?.status === 404) linkState.set('ended')
}
