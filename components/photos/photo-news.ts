/** News of one's own photos as `GET /api/v1/events` sends them. */
export interface PhotoNews {
  photoId: string
  status: string
}

interface Listener {
  news: (news: PhotoNews) => void
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
export function listenToPhotos(news: Listener['news'], reconnected: Listener['reconnected']): () => void {
  const listener = { news, reconnected }
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
    const news = parseNews(event.data)
    if (news) for (const listener of [...listeners]) listener.news(news)
  })
  opened.onopen = () => {
    if (wasBroken) for (const listener of [...listeners]) listener.reconnected()
    wasBroken = false
  }
  opened.onerror = () => {
    wasBroken = true
    // While CONNECTING the browser tries by itself; after an answer other than 200 it gives up for good.
    if (opened.readyState !== EventSource.CLOSED || source !== opened) return
    source = null
    reopen = setTimeout(open, 5_000)
  }
}

function parseNews(data: unknown): PhotoNews | null {
  try {
    const news: unknown = JSON.parse(String(data))
    if (typeof news !== 'object' || news === null || !('photoId' in news) || !('status' in news)) return null
    return { photoId: String(news.photoId), status: String(news.status) }
  } catch {
    return null
  }
}
