import { showToast } from '../ui/toast-store'
import { followPhotos } from './follow-photos'
import { pageLists } from './page-lists'
import { pageNews } from './page-news'
import { fetchPhoto } from './photo-calls'

/** Keeps this page's lists current by this page's news, and says what its person should know. @returns how to stop */
export function followPage(): () => void {
  const stopPhotos = followPhotos(pageLists, pageNews, fetchPhoto)
  const stopWords = pageNews.listen({ webhook: sayWebhookOff, reconnected: () => undefined })
  return () => {
    stopPhotos()
    stopWords()
  }
}

function sayWebhookOff(): void {
  const message = 'A webhook was switched off: nothing arrived at its address for a week. The settings say more.'
  showToast(message, { tone: 'danger', duration: 15_000 })
}
