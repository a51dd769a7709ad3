import { doubtSession } from '../session/session-news'

/** News of one's own photos as `GET /api/v1/events` sends them. */
export interface PhotoNews {
  photoId: string
  status: string
  /** It left every list but the trash. */
  gone?: boolean
}

/** News of a scan of one's own sources. */
export interface ScanNews {
  sourceId: string
  status: string
}

interface Listener {
  news?: (news: PhotoNews) => void
  scan?: (news: ScanNews) => void
  reconnected: () => void
}

const listeners = new Set<Listener>()
let source: EventSource | null = null
let reopen: ReturnType<typeof setTimeout> | null = null
let wasBroken = false

/**
 * Listens to the server's events. One connection for the whole page, however many listen: a browser gives a host only six
 * connections (HTTP/1.1) and an upload wants four of them.
 * @param reconnected called when news may have been missed in between: ask for the state again
 * @returns ends it
 */
export function listenToPhotos(news: (news: PhotoNews) => void, reconnected: Listener['reconnected']): () => void {
  return listen({ news, reconnected })
}

/** The same for scans. */
export function listenToScans(scan: (news: ScanNews) => void, reconnected: Listener['reconnected']): () => void {
  return listen({ scan, reconnected })
}

function listen(listener: Listener): () => void {
  listeners.add(listener)
  open()
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    if (reopen) clearTimeout(reopen)
    reopen = null
    source?.close()
    source = null
    wasBroken = false
  }
}

function open() {
  if (source || listeners.size === 0) return
  const opened = new EventSource('/api/v1/events')
  source = opened
  opened.addEventListener('photo', (event) => {
    const news = parseNews(event.data, 'photoId')
    if (news)
      for (const listener of [...listeners]) listener.news?.({ photoId: news.id, status: news.status, gone: news.gone })
  })
  opened.addEventListener('scan', (event) => {
    const news = parseNews(event.data, 'sourceId')
    if (news) for (const listener of [...listeners]) listener.scan?.({ sourceId: news.id, status: news.status })
  })
  opened.onopen = () => {
    if (wasBroken) for (const listener of [...listeners]) listener.reconnected()
    wasBroken = false
  }
  opened.onerror = () => {
    wasBroken = true
    // While CONNECTING the browser tries by itself; after an answer other than 200 it gives up for good.
    if (opened.readyState !== EventSource.CLOSED || source !== opened) return
    // The usual reason is that the session has ended.
    doubtSession()
    source = null
    reopen = setTimeout(open, 5_000)
  }
}

function parseNews(data: unknown, field: 'photoId' | 'sourceId'): { id: string; status: string; gone: boolean } | null {
  try {
    const news: unknown = JSON.parse(String(data))
    if (typeof news !== 'object' || news === null || !(field in news) || !('status' in news)) return null
    const { [field]: id, status } = news as Record<string, unknown>
    return { id: String(id), status: String(status), gone: 'gone' in news && news.gone === true }
  } catch {
    return null
  }
}
