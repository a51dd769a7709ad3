import { pageNews } from '../photo-lists/page-news'
import { gathered } from './gathered'

/**
 * Has a list of one's own albums asked for again when one of them is made, changed or deleted elsewhere, or photos go.
 * @param again asks for it; what goes wrong there it says itself
 * @returns how to stop
 */
export function followAlbums(again: () => Promise<unknown>): () => void {
  const work = gathered(async () => {
    await again()
  })
  const soon = () => work.soon(true)
  const stop = pageNews.listen({ album: soon, photo: ({ gone }) => gone && soon(), reconnected: soon })
  return () => {
    work.end()
    stop()
  }
}
