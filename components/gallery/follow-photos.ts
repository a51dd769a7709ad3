import { ApiError } from '@/lib/http/client'
import { changeLists, onListBegun, removeListed } from '../photo-lists/photo-lists'
import { listenToPhotos, type PhotoNews } from '../photo-lists/photo-news'
import { placePhoto } from '../photo-lists/photo-place'

const calls = () => import('../photo-lists/photo-calls')
/** Milliseconds in which events are gathered, and how many photos are asked for at a time. */
const GATHER = 400
const AT_ONCE = 4
/** Milliseconds that a server's page may be on its way: what happened meanwhile is asked for when it is there. */
const RECENT = 5_000

/** Listens to what happens to one's own photos, so that they appear and change without a reload. @returns how to stop */
export function followPhotos(): () => void {
  const waiting = new Set<string>()
  const recent = new Map<string, number>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let running = 0
  let ended = false

  const refresh = async (id: string) => {
    try {
      const photo = await (await calls()).fetchPhoto(id)
      changeLists((photos, query, complete) => placePhoto(photos, photo, query, complete))
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) removeListed(new Set([id]))
    }
  }
  const work = () => {
    for (const id of waiting) {
      if (ended || running >= AT_ONCE) return
      waiting.delete(id)
      running += 1
      void refresh(id).finally(() => {
        running -= 1
        work()
      })
    }
  }
  const news = ({ photoId, gone }: PhotoNews) => {
    if (gone) return dropEverywhere(photoId)
    waiting.add(photoId)
    recent.delete(photoId)
    recent.set(photoId, Date.now())
    clearTimeout(timer)
    timer = setTimeout(work, GATHER)
  }
  // What happened while the line was down is not sent again: photos that still look unfinished are asked for.
  const reconnected = () => {
    changeLists((photos) => {
      for (const { id, status } of photos) if (status === 'processing' || status === 'uploading') waiting.add(id)
      return photos
    })
    work()
  }
  const forget = onListBegun(() => {
    for (const [id, at] of recent) {
      if (Date.now() - at > RECENT) recent.delete(id)
      else waiting.add(id)
    }
    work()
  })
  const stop = listenToPhotos(news, reconnected)
  // The page was drawn a moment before anybody listened.
  reconnected()
  return () => {
    ended = true
    clearTimeout(timer)
    forget()
    stop()
  }
}

/** Deleted in another tab or on another device. */
function dropEverywhere(id: string): void {
  changeLists((photos, query) => {
    const stays = new URLSearchParams(query).get('trash') === 'true' || photos.every((photo) => photo.id !== id)
    return stays ? photos : photos.filter((photo) => photo.id !== id)
  })
}
