/** What the tabs of this browser tell each other: somebody has logged in, or out. */
const CHANNEL = 'albumen-session'
/** Something in this tab suggests that its session has ended. */
const DOUBT = 'albumen:session-doubt'

/** Says so to the other tabs; without the browser's help they find out when they are looked at. */
export function tellSession(change: 'log-in' | 'log-out'): void {
  if (typeof BroadcastChannel === 'undefined') return
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage(change)
  channel.close()
}

/** A request of this tab was refused as nobody's. */
export function doubtSession(): void {
  window.dispatchEvent(new Event(DOUBT))
}

/**
 * Whatever hints at another session: word of another tab, a refusal, or somebody coming back to this one.
 * @param hint told whether it is sure enough to ask at once
 * @returns ends it
 */
export function onSessionHint(hint: (sure: boolean) => void): () => void {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL)
  const sure = () => hint(true)
  const perhaps = () => hint(false)
  channel?.addEventListener('message', sure)
  const onShow = (event: PageTransitionEvent) => hint(event.persisted)
  const onVisible = () => {
    if (document.visibilityState === 'visible') perhaps()
  }
  window.addEventListener(DOUBT, sure)
  window.addEventListener('focus', perhaps)
  window.addEventListener('pageshow', onShow)
  document.addEventListener('visibilitychange', onVisible)
  return () => {
    channel?.close()
    window.removeEventListener(DOUBT, sure)
    window.removeEventListener('focus', perhaps)
    window.removeEventListener('pageshow', onShow)
    document.removeEventListener('visibilitychange', onVisible)
  }
}
