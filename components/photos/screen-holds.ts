/** Fills the screen with the page, where the browser does that. */
export function enterFullScreen(): void {
  void document.documentElement.requestFullscreen?.().catch(() => undefined)
}

/** Ends that. */
export function leaveFullScreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined)
}

/** Keeps the screen from going dark, where the browser can. @returns how to let it */
export function keepAwake(): () => void {
  let held: WakeLockSentinel | null = null
  let ended = false
  const hold = async () => {
    if (document.hidden || !('wakeLock' in navigator)) return
    // Refused where the battery is low.
    const lock = await navigator.wakeLock.request('screen').catch(() => null)
    if (ended) void lock?.release()
    else held = lock
  }
  void hold()
  // A page that was hidden has lost it.
  document.addEventListener('visibilitychange', hold)
  return () => {
    ended = true
    document.removeEventListener('visibilitychange', hold)
    void held?.release()
  }
}
