import type { Album } from '@/lib/albums/contract'
import { ApiError } from '@/lib/http/api-error'
import { pageLists } from '../photo-lists/page-lists'
import { pageNews } from '../photo-lists/page-news'
import { fetchAlbum } from './album-calls'
import { isDeletedHere } from './deleted-here'
import { gathered } from './gathered'

/**
 * Asks for an open album again when something happens to it or to its viewer's photos, and when somebody comes back to the tab; its list, too,
 * when other photos are in it.
 * @param own whether somebody is logged in, who gets news of photos and albums
 * @param tell told the album as it is now, or null when it is not there any more
 * @returns how to stop
 */
export function followAlbum(id: string, own: boolean, tell: (album: Album | null) => void): () => void {
  const query = `albums/${id}`
  let shown = pageLists.get(query).photos.length
  let ended = false
  const end = () => {
    ended = true
    tell(null)
  }
  const askAlbum = async () => {
    try {
      const album = await fetchAlbum(id)
      if (!ended) tell(album)
    } catch (error) {
      // Without an answer what is on the screen stays.
      if (!ended && error instanceof ApiError && error.status === 404) tell(null)
    }
  }
  const work = gathered(async (list) => {
    await Promise.all([askAlbum(), list ? pageLists.reload(query) : undefined])
  })
  const soon = () => work.soon(false)
  const stopList = pageLists.subscribe(query, () => {
    const { length } = pageLists.get(query).photos
    if (length < shown) soon()
    shown = length
  })
  const hear = ({ albumId, change }: { albumId: string; change: string }) => {
    if (albumId !== id || isDeletedHere(id)) return
    if (change === 'gone') end()
    else work.soon(change === 'photos')
  }
  const stopNews = own ? pageNews.listen({ photo: soon, album: hear, reconnected: () => work.soon(true) }) : undefined
  window.addEventListener('focus', soon)
  document.addEventListener('visibilitychange', soon)
  return () => {
    ended = true
    work.end()
    stopList()
    stopNews?.()
    window.removeEventListener('focus', soon)
    document.removeEventListener('visibilitychange', soon)
  }
}
