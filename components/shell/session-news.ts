/** Tells the tabs of this browser that somebody has logged in. */
const CHANNEL = 'albumen-session'

/** Says so to the other tabs; without the browser's help they find out when they are looked at. */
export function tellLogIn(): void {
  if (typeof BroadcastChannel === 'undefined') return
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage('log-in')
  channel.close()
}

/** Whatever hints at a new session: word of another tab, or somebody coming back to this one. @returns ends it */
export function onSessionHint(hint: () => void): () => void {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL)
  channel?.addEventListener('message', hint)
  const onVisible = () => {
    if (document.visibilityState === 'visible') hint()
  }
  window.addEventListener('focus', hint)
  window.addEventListener('pageshow', hint)
  document.addEventListener('visibilitychange', onVisible)
  return () => {
    channel?.close()
    window.removeEventListener('focus', hint)
    window.removeEventListener('pageshow', hint)
    document.removeEventListener('visibilitychange', onVisible)
  }
}
