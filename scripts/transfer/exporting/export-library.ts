import * as z from 'zod'
import { allPages } from '../all-pages'
import type { ApiClient } from '../api-client'
import type { LibraryAlbum, LibraryPhoto } from '../library-file'
import { type RemoteAlbum, RemoteAlbumPage, RemotePhoto, RemotePhotoPage } from '../remote'
import { exportPaths } from './export-paths'

const Ids = z.object({ items: z.array(z.object({ id: z.string() })), next: z.string().nullable() })
const Membership = RemotePhoto.pick({ id: true }).extend({ albums: z.array(z.object({ id: z.string() })).default([]) })

/**
 * One's own photos of a filter, oldest addition first; without a filter the trash too.
 * @param filter parameters of the gallery's address
 */
export async function exportedPhotos(client: ApiClient, filter: [string, string][]): Promise<LibraryPhoto[]> {
  const found = new Map<string, RemotePhoto>()
  const query = (more: [string, string][]) =>
    new URLSearchParams([...more, ['owner', 'me'], ['sort', 'added'], ['order', 'asc']]).toString()
  const lists =
    filter.length > 0 ? [query(filter)] : [query([]), query([['archived', 'true']]), query([['trash', 'true']])]
  for (const list of lists) {
    for await (const photo of allPages(client, RemotePhotoPage, `/photos?${list}`)) {
      // Uploads that have not arrived have nothing to be kept; others' photos have no file name.
      if (photo.status !== 'uploading' && photo.filename !== undefined && !isUnfinished(photo))
        found.set(photo.id, photo)
    }
  }
  const photos = [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  const paths = exportPaths(photos)
  return photos.map((photo) => recordOf(photo, paths.get(photo.id) ?? null))
}

function isUnfinished({ status, sha256 }: RemotePhoto): boolean {
  return status === 'failed' && !sha256
}

function recordOf(photo: RemotePhoto, path: string | null): LibraryPhoto {
  const { id, bytes, mediaType, visibility, title, description, tags, favourite, archived, rating, rotation } = photo
  const { takenAt, takenAtGuessed, addedAt, camera, location, place } = photo
  return {
    ...{ id, path, sha256: photo.sha256 ?? null, bytes, filename: photo.filename ?? '', mediaType, visibility },
    ...{ title, description, tags, favourite, rating, rotation, takenAt, takenAtGuessed, addedAt },
    ...(archived ? { archived } : {}),
    deletedAt: photo.deletedAt ?? null,
    ...{ camera, location, place },
    edited: photo.edited ?? [],
    hash: photo.hash ?? null,
    source: photo.source ?? null,
    failure: photo.status === 'failed' ? (photo.failure ?? 'It could not be read.') : null,
  }
}

/** One's own albums, oldest first, with those of the photos that are exported. */
export async function exportedAlbums(client: ApiClient, photos: LibraryPhoto[]): Promise<LibraryAlbum[]> {
  const kept = new Set(photos.map(({ id }) => id))
  const albums: RemoteAlbum[] = []
  for await (const album of allPages(client, RemoteAlbumPage, '/albums?owner=me')) albums.push(album)
  const trashed = await albumsOfTrash(client, photos)
  const exported: LibraryAlbum[] = []
  for (const { id, title, description, visibility, smart, filter, coverPhotoId } of albums.reverse()) {
    const ids: string[] = []
    if (!smart)
      for await (const photo of allPages(client, Ids, `/albums/${id}/photos`))
        if (kept.has(photo.id)) ids.push(photo.id)
    exported.push({
      ...{ id, title, description, visibility },
      filter: smart ? (filter ?? {}) : null,
      cover: coverPhotoId ?? null,
      photos: [...ids, ...(trashed.get(id) ?? [])],
    })
  }
  return exported
}

/** Albums do not show what is in the trash; when it is restored it is in them again. */
async function albumsOfTrash(client: ApiClient, photos: LibraryPhoto[]): Promise<Map<string, string[]>> {
  const members = new Map<string, string[]>()
  for (const { id, deletedAt } of photos) {
    if (deletedAt === null) continue
    const { albums } = await client.call(Membership, 'GET', `/photos/${id}`)
    for (const album of albums) members.set(album.id, [...(members.get(album.id) ?? []), id])
  }
  return members
}
