import type { Album } from '@/lib/albums/contract'
import { ApiError } from '@/lib/http/client'
import { pageLists } from '../photo-lists/page-lists'
import { pageNews } from '../photo-lists/page-news'
import { fetchAlbum } from './album-calls'

/** Milliseconds in which news are gathered. */
const GATHER = 800

/**
 * Asks for an open album again when photos leave its list, when its viewer's photos change, and when somebody comes back to the tab.
 * @param own whether somebody is logged in, who gets news of photos
 * @param tell told the album as it is now, or null when it is not there any more
 * @returns how to stop
 */
export function followAlbum(id: string, own: boolean, tell: (album: Album | null) => void): () => void {
  const query = `albums/${id}`
  let timer: ReturnType<typeof setTimeout> | undefined
  let shown = pageLists.get(query).photos.length
  let ended = false
  const ask = async () => {
    try {
      const album = await fetchAlbum(id)
      if (!ended) tell(album)
    } catch (error) {
      // Without an answer what is on the screen stays.
      if (!ended && error instanceof ApiError && error.status === 404) tell(null)
    }
  }
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(ask, GATHER)
  }
  const stopList = pageLists.subscribe(query, () => {
    const { length } = pageLists.get(query).photos
    if (length < shown) soon()
    shown = length
  })
  const stopNews = own ? pageNews.listen({ photo: soon, reconnected: soon }) : undefined
  window.addEventListener('focus', soon)
  document.addEventListener('visibilitychange', soon)
  return () => {
    ended = true
    clearTimeout(timer)
    stopList()
    stopNews?.()
    window.removeEventListener('focus', soon)
    document.removeEventListener('visibilitychange', soon)
  }
}
