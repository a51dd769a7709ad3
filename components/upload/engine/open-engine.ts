import { pageLists } from '../../photo-lists/page-lists'
import { linkOfPage } from '../../photo-lists/page-of-link'
import { onSessionHint } from '../../session/session-news'
import { setUnfinished } from '../../session/unfinished'
import { browserTransport } from './browser-transport'
import { guestTransport } from './guest-transport'
import { openHashPool } from './hash-pool'
import { keepAwake } from './keep-awake'
import { UploadEngine } from './upload-engine'
import { uploadOwner } from './upload-owner'

/** Between looks at who is logged in while uploads wait for a log-in. */
const ACCOUNT_MS = 5_000

/** The engine connected with this browser: network state, the warning before leaving, other tabs' log-in. */
export function openEngine(): UploadEngine {
  const link = linkOfPage()
  const transport = link === null ? browserTransport() : guestTransport(link)
  const engine = new UploadEngine(transport, openHashPool(), Math.random, uploadOwner())
  engine.setOnline(navigator.onLine)
  window.addEventListener('online', () => engine.setOnline(true))
  window.addEventListener('offline', () => engine.setOnline(false))
  // Somebody has logged in in another tab, or comes back to this one.
  onSessionHint(() => {
    if (engine.brake.state.kind !== 'open') engine.resume()
  })
  askWhileSignedOut(engine)
  warnBeforeLeaving(engine)
  refreshAtTheEnd(engine)
  keepAwake(engine)
  return engine
}

/** No hint reaches every tab (another window of another kind, a log-in by script): a waiting upload asks by itself. */
function askWhileSignedOut(engine: UploadEngine): void {
  let timer: ReturnType<typeof setInterval> | undefined
  engine.subscribe(() => {
    const { brake, totals } = engine.getSnapshot()
    const waits = brake.kind === 'signed-out' && totals.unfinished + totals.processing > 0
    if (!waits) clearInterval(timer)
    if (waits && timer === undefined) timer = setInterval(() => engine.resume(), ACCOUNT_MS)
    if (!waits) timer = undefined
  })
}

/** News of a photo bring it into most lists; where only the server can judge a filter, it is asked when all is done. */
function refreshAtTheEnd(engine: UploadEngine): void {
  let busy = false
  engine.subscribe(() => {
    const { unfinished, processing } = engine.getSnapshot().totals
    const ended = busy && unfinished + processing === 0
    busy = unfinished + processing > 0
    if (ended) pageLists.refresh()
  })
}

/** Only while something is unfinished: a listener that is always there keeps pages out of the back/forward cache. */
function warnBeforeLeaving(engine: UploadEngine): void {
  const warn = (event: BeforeUnloadEvent) => event.preventDefault()
  const owner = uploadOwner()
  let files = 0
  engine.subscribe(() => {
    const { unfinished } = engine.getSnapshot().totals
    if (unfinished === files) return
    files = unfinished
    setUnfinished(files, owner)
    if (files > 0) window.addEventListener('beforeunload', warn)
    else window.removeEventListener('beforeunload', warn)
  })
}
