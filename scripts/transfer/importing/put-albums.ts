import * as z from 'zod'
import { allPages } from '../all-pages'
import type { ApiClient } from '../api-client'
import { RemoteAlbum, RemoteAlbumPage } from '../remote'
import type { Visibility } from './import-plan'

/** Photos that one request puts into an album. */
const AT_ONCE = 5_000

export interface AlbumWish {
  title: string
  description: string
  visibility: Visibility
  filter: Record<string, string | string[]> | null
}

/** One's own albums, by title: an album of the same title and kind is used again, each once. */
export class OwnAlbums {
  readonly #byTitle = new Map<string, RemoteAlbum[]>()

  private constructor(private readonly client: ApiClient) {}

  static async of(client: ApiClient): Promise<OwnAlbums> {
    const own = new OwnAlbums(client)
    const albums: RemoteAlbum[] = []
    for await (const album of allPages(client, RemoteAlbumPage, '/albums?owner=me')) albums.push(album)
    // Oldest first, as they are made.
    for (const album of albums.reverse()) own.#list(album.title, album.smart).push(album)
    return own
  }

  /** @throws Refusal where the server refuses to make it */
  async take(wish: AlbumWish): Promise<{ album: RemoteAlbum; made: boolean }> {
    const { title, description, visibility, filter } = wish
    const known = this.#list(title.trim(), filter !== null).shift()
    if (known) return { album: known, made: false }
    const body = { title, description, visibility, ...(filter === null ? {} : { filter }) }
    return { album: await this.client.call(RemoteAlbum, 'POST', '/albums', body), made: true }
  }

  #list(title: string, smart: boolean): RemoteAlbum[] {
    const key = `${smart ? 'smart' : 'hand'} ${title.normalize('NFC')}`
    const list = this.#byTitle.get(key) ?? []
    this.#byTitle.set(key, list)
    return list
  }
}

/** Puts photos at the end of an album in their order; those in it stay where they are. */
export async function putInto(client: ApiClient, albumId: string, ids: string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const body = { ids: ids.slice(start, start + AT_ONCE) }
    await client.call(z.unknown(), 'PUT', `/albums/${albumId}/photos`, body)
  }
}
