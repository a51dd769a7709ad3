import type { UploadEngine } from './upload-engine'

/**
 * Keeps the screen on while files are sent, where browsers allow it: a phone whose screen goes off stops its pages. The browser takes the lock away
 * with the page; when it is shown again it is asked for anew.
 */
export function keepAwake(engine: UploadEngine): void {
  if (!('wakeLock' in navigator)) return
  let wanted = false
  let lock: WakeLockSentinel | undefined
  const ask = async () => {
    if (!wanted || document.visibilityState !== 'visible' || (lock && !lock.released)) return
    try {
      lock = await navigator.wakeLock.request('screen')
      if (!wanted) await lock.release()
    } catch {
      // Saving power, or not allowed here: the screen goes off, and the upload goes on when it is back.
    }
  }
  engine.subscribe(() => {
    const { brake, totals } = engine.getSnapshot()
    const sends = totals.unfinished > 0 && brake.kind === 'open'
    if (sends === wanted) return
    wanted = sends
    if (sends) void ask()
    else void lock?.release()
  })
  document.addEventListener('visibilitychange', () => void ask())
}
