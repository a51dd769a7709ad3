import { Me } from '@/lib/accounts/contract'
import { api } from '@/lib/http/client'
import { BatchReply } from '@/lib/photos/batch-contract'
import { Photo, PhotoPage } from '@/lib/photos/contract'
import type { UpdatePhoto } from '@/lib/photos/edit-contract'
import { isStale } from './just-deleted'
import { isLinkOpen, mayHaveEnded } from './link-state'

/**
 * Calls about photos. Contracts (zod) weigh more than the grid, so screens import this file when they first need it:
 * `const calls = () => import('./photo-calls')`.
 */
const BATCH = 500

/**
 * A page of a list.
 * @param query the filter as URL parameters, without `?`; or `albums/{id}`: an album in its own order; or `s/{token}`: what a share link opens, with `?picked=true` of what its visitor has marked
 * @throws ApiError; of a link that has ended the page learns first
 */
export async function fetchPhotoPage(
  query: string,
  cursor: string | null,
  limit: number,
  signal?: AbortSignal,
): Promise<PhotoPage> {
  const [place = '', narrower = ''] = query.split('?')
  const path = /^(albums|s)\/./.test(place) ? `/${place.replace(/^s\//, 'links/')}` : null
  const search = new URLSearchParams(path === null ? query : narrower)
  search.set('limit', String(limit))
  if (cursor !== null) search.set('cursor', cursor)
  try {
    const page = await api(PhotoPage, 'GET', `${path ?? ''}/photos?${search}`, undefined, { signal })
    return { ...page, items: page.items.filter((photo) => !isStale(photo)) }
  } catch (error) {
    if (mayHaveEnded(error)) await isLinkOpen()
    throw error
  }
}

/** One photo. @throws ApiError */
export function fetchPhoto(id: string): Promise<Photo> {
  return api(Photo, 'GET', `/photos/${id}`)
}

/** Changes one photo. @throws ApiError */
export function changePhoto(id: string, changes: UpdatePhoto): Promise<Photo> {
  return api(Photo, 'PATCH', `/photos/${id}`, changes)
}

/** Has a failed photo processed again. @throws ApiError */
export async function retryPhoto(id: string): Promise<Photo> {
  return api(Photo, 'POST', `/photos/${id}/retry`)
}

async function inBatches(ids: string[], call: (ids: string[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < ids.length; at += BATCH) await call(ids.slice(at, at + BATCH))
}

/** Shows photos to everybody, or hides them. @throws ApiError */
export function setVisibility(ids: string[], visibility: Photo['visibility']): Promise<void> {
  return inBatches(ids, (some) => api(BatchReply, 'PATCH', '/photos', { select: { ids: some }, set: { visibility } }))
}

/** Moves photos to the trash. @throws ApiError */
export function trashPhotos(ids: string[]): Promise<void> {
  return inBatches(ids, (some) => api(BatchReply, 'POST', '/photos/delete', { select: { ids: some } }))
}

/** Takes photos out of the trash. @throws ApiError */
export function restorePhotos(ids: string[]): Promise<void> {
  return inBatches(ids, (some) => api(BatchReply, 'POST', '/photos/restore', { select: { ids: some } }))
}

/** Deletes for ever, a few at a time. @returns the ids that are gone, also when some failed */
export async function deleteForEver(ids: string[]): Promise<{ gone: string[]; error: unknown }> {
  const gone: string[] = []
  let error: unknown = null
  const queue = [...ids]
  const work = async () => {
    for (let id = queue.shift(); id !== undefined && !error; id = queue.shift()) {
      try {
        await api(null, 'DELETE', `/photos/${id}?permanent=true`)
        gone.push(id)
      } catch (problem) {
        error = problem
      }
    }
  }
  await Promise.all([work(), work(), work(), work()])
  return { gone, error }
}

/** Whether this person shows visitors where public photos were taken. */
export async function fetchShowLocation(): Promise<boolean> {
  return (await api(Me, 'GET', '/me')).showLocation
}

/** Shows visitors where public photos were taken, or hides it. @throws ApiError */
export async function setShowLocation(showLocation: boolean): Promise<void> {
  await api(Me, 'PATCH', '/me', { showLocation })
}
