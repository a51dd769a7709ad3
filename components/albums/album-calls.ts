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
import { PhotoPage } from '@/lib/photos/contract'

/** The query keys of albums: a change invalidates `ALBUMS`. */
export const ALBUMS = ['albums'] as const

/** `own`, others' that are `shared` with the viewer, or `all` that they may see. */
export type WhichAlbums = 'own' | 'shared' | 'all'

const WHICH: Record<WhichAlbums, Record<string, string>> = { own: { owner: 'me' }, shared: { shared: 'true' }, all: {} }

/** A page of albums. @throws ApiError */
export function fetchAlbums(which: WhichAlbums, cursor: string | null): Promise<AlbumPage> {
  const search = new URLSearchParams({ limit: '60', ...WHICH[which] })
  if (cursor !== null) search.set('cursor', cursor)
  return api(AlbumPage, 'GET', `/albums?${search}`)
}

/** One album, without its photos. */
export async function fetchAlbum(id: string): Promise<Album> {
  const { photos, ...album } = await api(AlbumWithPhotos, 'GET', `/albums/${id}`)
  return album
}

/** A page of an album's photos. @throws ApiError */
export function fetchAlbumPhotos(id: string, cursor: string | null, signal?: AbortSignal): Promise<PhotoPage> {
  const search = new URLSearchParams({ limit: '200', ...(cursor === null ? {} : { cursor }) })
  return api(PhotoPage, 'GET', `/albums/${id}/photos?${search}`, undefined, signal ? { signal } : {})
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

/** Takes photos out of an album; they stay whose they are. @throws ApiError */
export function takeOutOfAlbum(id: string, ids: string[]): Promise<AlbumChange> {
  return api(AlbumChange, 'DELETE', `/albums/${id}/photos`, { ids })
}

/** Moves photos within an album. @throws ApiError */
export function reorderAlbum(id: string, input: ReorderAlbum): Promise<AlbumChange> {
  return api(AlbumChange, 'PATCH', `/albums/${id}/photos`, input)
}
