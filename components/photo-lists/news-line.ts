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

/** News of an album of one's own. */
export interface AlbumNews {
  albumId: string
  /** `described`: what it is; `photos`: what is in it; `gone`: it was deleted. */
  change: string
}

interface Listener {
  photo?: (news: PhotoNews) => void
  scan?: (news: ScanNews) => void
  album?: (news: AlbumNews) => void
  /** An own webhook was switched off. */
  webhook?: () => void
  reconnected: () => void
}

/** The server's events. One connection, however many listen: a browser gives a host only six (HTTP/1.1), and uploads want four of them. */
export interface NewsLine {
  /** @param listener `reconnected`: news may have been missed, ask for the state again @returns ends it */
  listen(listener: Listener): () => void
}

/** Milliseconds after which a refused connection is tried again. */
const AGAIN = 5_000

/**
 * Opens a line to the server's events; it connects when somebody listens.
 * @param connect opens an event stream
 * @param refused told when the server does not want it: the usual reason is that the session has ended
 */
export function createNewsLine(connect: () => EventSource, refused: () => void): NewsLine {
  const listeners = new Set<Listener>()
  let source: EventSource | null = null
  let reopen: ReturnType<typeof setTimeout> | undefined
  let wasBroken = false

  const tell = (say: (listener: Listener) => void) => {
    for (const listener of [...listeners]) say(listener)
  }
  const open = () => {
    if (source || listeners.size === 0) return
    const opened = connect()
    source = opened
    opened.addEventListener('photo', (event) => {
      const news = parseNews(event.data, 'photoId', 'status')
      if (news) tell(({ photo }) => photo?.({ photoId: news.id, status: news.state, gone: news.gone }))
    })
    opened.addEventListener('scan', (event) => {
      const news = parseNews(event.data, 'sourceId', 'status')
      if (news) tell(({ scan }) => scan?.({ sourceId: news.id, status: news.state }))
    })
    opened.addEventListener('album', (event) => {
      const news = parseNews(event.data, 'albumId', 'change')
      if (news) tell(({ album }) => album?.({ albumId: news.id, change: news.state }))
    })
    opened.addEventListener('webhook', () => tell(({ webhook }) => webhook?.()))
    opened.onopen = () => {
      if (wasBroken) tell(({ reconnected }) => reconnected())
      wasBroken = false
    }
    opened.onerror = () => {
      wasBroken = true
      // While CONNECTING the browser tries by itself; after an answer other than 200 it gives up for good.
      if (opened.readyState !== opened.CLOSED || source !== opened) return
      refused()
      source = null
      reopen = setTimeout(open, AGAIN)
    }
  }
  const close = () => {
    clearTimeout(reopen)
    source?.close()
    source = null
    wasBroken = false
  }
  return {
    listen(listener) {
      listeners.add(listener)
      open()
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) close()
      }
    },
  }
}

/** @param id @param state the fields that say what it is about, and how that stands */
function parseNews(data: unknown, id: string, state: string): { id: string; state: string; gone: boolean } | null {
  try {
    const news: unknown = JSON.parse(String(data))
    if (typeof news !== 'object' || news === null || !(id in news) || !(state in news)) return null
    const told = news as Record<string, unknown>
    return { id: String(told[id]), state: String(told[state]), gone: told.gone === true }
  } catch {
    return null
  }
}
