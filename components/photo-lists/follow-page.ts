import { followPhotos } from './follow-photos'
import { pageLists } from './page-lists'
import { pageNews } from './page-news'
import { fetchPhoto } from './photo-calls'

/** Keeps this page's lists current by this page's news. @returns how to stop */
export function followPage(): () => void {
  return followPhotos(pageLists, pageNews, fetchPhoto)
}
