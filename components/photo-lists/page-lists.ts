import { isLinkOpen, mayHaveEnded } from './link-state'
import { createPhotoLists } from './photo-lists'

/** The lists of this page. Browser only: the server renders from props. */
export const pageLists = createPhotoLists(async (query, cursor, limit) => {
  const { fetchPhotoPage } = await import('./photo-calls')
  try {
    return await fetchPhotoPage(query, cursor, limit)
  } catch (error) {
    if (mayHaveEnded(error)) await isLinkOpen()
    throw error
  }
})
