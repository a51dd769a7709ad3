import { api } from '@/lib/http/client'
import { FolderPage } from '@/lib/sources/ground/browse-contract'

/** How many folders come at a time. */
export const FOLDERS_AT_ONCE = 60

/** A page of the folders below a prefix of a source. */
export function fetchFolders(sourceId: string, prefix: string, cursor: string | null): Promise<FolderPage> {
  const search = new URLSearchParams({ limit: String(FOLDERS_AT_ONCE) })
  if (prefix) search.set('prefix', prefix)
  if (cursor !== null) search.set('cursor', cursor)
  return api(FolderPage, 'GET', `/sources/${sourceId}/folders?${search}`)
}
