import { ApiError } from '@/lib/http/api-error'
import type { Photo } from '@/lib/photos/contract'
import { hearOfDeleted, isStale } from './just-deleted'
import { withPhoto } from './list-position'
import type { NewsLine, PhotoNews } from './news-line'
import type { PhotoLists } from './photo-lists'

/** Milliseconds in which events are gathered, and how many photos are asked for at a time. */
const GATHER = 400
const AT_ONCE = 4
/** Milliseconds that a server's page may be on its way: what happened meanwhile is asked for when it is there. */
const RECENT = 5_000

/**
 * Lets one's own photos appear and change in the lists without a reload.
 * @param fetchPhoto asks for a photo as it is now; throws ApiError
 * @returns how to stop
 */
export function followPhotos(
  lists: PhotoLists,
  news: NewsLine,
  fetchPhoto: (id: string) => Promise<Photo>,
): () => void {
  const recent = new Map<string, number>()
  const queue = refreshQueue(lists, fetchPhoto)
  let timer: ReturnType<typeof setTimeout> | undefined

  const hear = ({ photoId, gone }: PhotoNews) => {
    recent.delete(photoId)
    recent.set(photoId, Date.now())
    if (gone) {
      dropDeleted(lists, photoId)
      queue.askAgain(photoId)
      return
    }
    hearOfDeleted(photoId)
    queue.add(photoId)
    clearTimeout(timer)
    timer = setTimeout(queue.work, GATHER)
  }
  // What happened while the line was down is not sent again: photos that still look unfinished are asked for.
  const reconnected = () => {
    lists.change((photos) => {
      for (const { id, status } of photos) if (status === 'processing' || status === 'uploading') queue.add(id)
      return photos
    })
    queue.work()
  }
  const stopStarts = lists.onStart(() => {
    for (const [id, at] of recent) {
      if (Date.now() - at > RECENT) recent.delete(id)
      else queue.add(id)
    }
    queue.work()
  })
  const stopNews = news.listen({ photo: hear, reconnected })
  // The page was drawn a moment before anybody listened.
  reconnected()
  return () => {
    queue.end()
    clearTimeout(timer)
    stopStarts()
    stopNews()
  }
}

/** Asks for photos again, a few at a time and each once, and puts them where they belong. */
function refreshQueue(lists: PhotoLists, fetchPhoto: (id: string) => Promise<Photo>) {
  const waiting = new Set<string>()
  const asked = new Set<string>()
  let ended = false
  const refresh = async (id: string) => {
    try {
      const photo = await fetchPhoto(id)
      if (!isStale(photo)) lists.change((photos, query, complete) => withPhoto(photos, photo, query, complete))
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) lists.remove(new Set([id]))
    }
  }
  const work = () => {
    for (const id of waiting) {
      if (ended || asked.size >= AT_ONCE) return
      // Its reply may be older than this news: it is asked for again when that is there.
      if (asked.has(id)) continue
      waiting.delete(id)
      asked.add(id)
      void refresh(id).finally(() => {
        asked.delete(id)
        work()
      })
    }
  }
  const end = () => {
    ended = true
  }
  return {
    add: (id: string) => waiting.add(id),
    /** A reply on its way may be older than what is known now. */
    askAgain: (id: string) => {
      if (asked.has(id)) waiting.add(id)
    },
    work,
    end,
  }
}

/** A photo was deleted in another tab or on another device: it leaves every list but the trash. */
function dropDeleted(lists: PhotoLists, id: string): void {
  lists.change((photos, query) => {
    const stays = new URLSearchParams(query).get('trash') === 'true' || photos.every((photo) => photo.id !== id)
    return stays ? photos : photos.filter((photo) => photo.id !== id)
  })
}
