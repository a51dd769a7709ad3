import {
  Album,
  AlbumChange,
  AlbumPage,
  AlbumWithPhotos,
  type CreateAlbum,
  type ReorderAlbum,
  type UpdateAlbum,
} from '@/lib/albums/contract'
import { api } from '@/lib/http/client'

/** The query keys of albums: a change invalidates `ALBUMS`. */
export const ALBUMS = ['albums'] as const

/** A page of albums. @param owner whose; null: of everybody @throws ApiError */
export function fetchAlbums(owner: string | null, cursor: string | null): Promise<AlbumPage> {
  const search = new URLSearchParams({ limit: '60' })
  if (owner !== null) search.set('owner', owner)
  if (cursor !== null) search.set('cursor', cursor)
  return api(AlbumPage, 'GET', `/albums?${search}`)
}

/** One album, without its photos. */
export async function fetchAlbum(id: string): Promise<Album> {
  const { photos, ...album } = await api(AlbumWithPhotos, 'GET', `/albums/${id}`)
  return album
}

/** Makes an album. @throws ApiError */
export function createAlbum(input: Partial<CreateAlbum> & { title: string }): Promise<Album> {
  return api(Album, 'POST', '/albums', input)
}

/** Changes what an album says of itself. @throws ApiError */
export function updateAlbum(id: string, input: UpdateAlbum): Promise<Album> {
  return api(Album, 'PATCH', `/albums/${id}`, input)
}

/** Deletes an album; its photos stay. @throws ApiError */
export async function deleteAlbum(id: string, withPhotos: boolean): Promise<void> {
  await api(null, 'DELETE', `/albums/${id}${withPhotos ? '?photos=true' : ''}`)
}

/** Moves photos within an album. @throws ApiError */
export function reorderAlbum(id: string, input: ReorderAlbum): Promise<AlbumChange> {
  return api(AlbumChange, 'PATCH', `/albums/${id}/photos`, input)
}
