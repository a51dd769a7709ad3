import { refreshLists } from '../../photos/photo-lists'
import { browserTransport } from './browser-transport'
import { openHashPool } from './hash-pool'
import { UploadEngine } from './upload-engine'

/** The engine connected with this browser: network state, the warning before leaving, other tabs' log-in. */
export function openEngine(): UploadEngine {
  const engine = new UploadEngine(browserTransport(), openHashPool())
  engine.setOnline(navigator.onLine)
  window.addEventListener('online', () => engine.setOnline(true))
  window.addEventListener('offline', () => engine.setOnline(false))
  // Somebody comes back to the tab, perhaps from logging in again in another one.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && engine.brake.state.kind !== 'open') engine.resume()
  })
  warnBeforeLeaving(engine)
  refreshAtTheEnd(engine)
  return engine
}

/** News of a photo bring it into most lists; where only the server can judge a filter, it is asked when all is done. */
function refreshAtTheEnd(engine: UploadEngine): void {
  let busy = false
  engine.subscribe(() => {
    const { unfinished, processing } = engine.getSnapshot().totals
    const ended = busy && unfinished + processing === 0
    busy = unfinished + processing > 0
    if (ended) refreshLists()
  })
}

/** Only while something is unfinished: a listener that is always there keeps pages out of the back/forward cache. */
function warnBeforeLeaving(engine: UploadEngine): void {
  const warn = (event: BeforeUnloadEvent) => event.preventDefault()
  let warning = false
  engine.subscribe(() => {
    const unfinished = engine.getSnapshot().totals.unfinished > 0
    if (unfinished === warning) return
    warning = unfinished
    if (unfinished) window.addEventListener('beforeunload', warn)
    else window.removeEventListener('beforeunload', warn)
  })
}
