import { createPhotoLists } from './photo-lists'

/** The lists of this page. Browser only: the server renders from props. */
export const pageLists = createPhotoLists(async (query, cursor, limit) => {
  const { fetchPhotoPage } = await import('./photo-calls')
  return fetchPhotoPage(query, cursor, limit)
})
