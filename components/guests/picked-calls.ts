import { Album, AlbumChange } from '@/lib/albums/contract'
import { Download } from '@/lib/downloads/contract'
import { api } from '@/lib/http/client'

const BATCH = 500
const MOST_TITLE = 100

/** Makes a private album of own photos. @throws ApiError */
export async function albumOf(title: string, ids: string[]): Promise<Album> {
  const album = await api(Album, 'POST', '/albums', { title: title.slice(0, MOST_TITLE), visibility: 'private' })
  for (let at = 0; at < ids.length; at += BATCH)
    await api(AlbumChange, 'PUT', `/albums/${album.id}/photos`, { ids: ids.slice(at, at + BATCH) })
  return album
}

/** Asks for a zip of own photos. @throws ApiError */
export function zipOf(name: string, ids: string[]): Promise<Download> {
  return api(Download, 'POST', '/downloads', { select: { ids }, name: name.slice(0, MOST_TITLE) })
}
