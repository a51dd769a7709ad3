import { Download } from '@/lib/downloads/contract'
import { api } from '@/lib/http/client'
import { BatchReply, type BatchSet, type Select, UndoReply } from '@/lib/photos/batch-contract'
import { PhotoPage } from '@/lib/photos/contract'
import { linkOfPage } from '../photo-lists/page-of-link'

/** Calls about many photos. Import it when it is first needed: `const calls = () => import('./batch-calls')`. */
export function updateMany(select: Select, set: BatchSet, dryRun = false): Promise<BatchReply> {
  return api(BatchReply, 'PATCH', '/photos', { select, set, ...(dryRun ? { dryRun } : {}) })
}

/** Moves many photos to the trash. @param dryRun only count them */
export function trashMany(select: Select, dryRun = false): Promise<BatchReply> {
  return api(BatchReply, 'POST', '/photos/delete', { select, ...(dryRun ? { dryRun } : {}) })
}

/** Deletes many photos for ever. @param dryRun only count them */
export function deleteMany(select: Select, dryRun = false): Promise<BatchReply> {
  return api(BatchReply, 'POST', '/photos/delete', { select, permanent: true, ...(dryRun ? { dryRun } : {}) })
}

/** Takes many photos out of the trash. */
export function restoreMany(select: Select): Promise<BatchReply> {
  return api(BatchReply, 'POST', '/photos/restore', { select })
}

/** Takes a batch back. @param id the `undo` of its reply */
export function undoMany(id: string): Promise<UndoReply> {
  return api(UndoReply, 'POST', `/photos/undo/${id}`)
}

/** Asks for a zip. @returns where it is, how many photos it holds and how many bytes they have */
export function requestZip(select: Select, name?: string): Promise<Download> {
  const link = linkOfPage()
  // A link's visitor chooses among its photos: the filter of a whole link is left out.
  if (link !== null)
    return api(Download, 'POST', `/links/${link}/downloads`, 'ids' in select ? { ids: select.ids } : {})
  return api(Download, 'POST', '/downloads', { select, ...(name ? { name } : {}) })
}

/** How many photos a filter has. */
export async function countFiltered(filter: Record<string, string | string[]>): Promise<number> {
  const search = new URLSearchParams({ limit: '1', count: 'true' })
  for (const [key, value] of Object.entries(filter)) for (const one of [value].flat()) search.append(key, one)
  return (await api(PhotoPage, 'GET', `/photos?${search}`)).total ?? 0
}
