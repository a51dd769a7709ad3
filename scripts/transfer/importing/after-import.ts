import * as z from 'zod'
import type { ApiClient } from '../api-client'
import { Refusal } from '../fatal'
import type { Library, LibraryAlbum } from '../library-file'
import { RemoteAlbum } from '../remote'
import type { Content } from './contents'
import type { ImportPlan, Visibility } from './import-plan'
import { type AlbumWish, OwnAlbums, putInto } from './put-albums'

const AT_ONCE = 1000

/** What could not be done beside the photos. */
export type Trouble = { file: string; reason: string }

interface After {
  plan: ImportPlan
  contents: Content[]
  tags: string[]
  visibility: Visibility
}

/** What is done once the photos are there: tags, albums, trash. All of it may be repeated. */
export async function finishImport(client: ApiClient, { plan, contents, tags, visibility }: After): Promise<Trouble[]> {
  const there = contents.filter(({ photoId, outcome }) => photoId !== null && outcome?.kind !== 'failed')
  const ids = there.map(({ photoId }) => photoId as string)
  if (tags.length > 0) await batch(client, 'PATCH', '/photos', ids, { set: { tags: { add: tags } } })
  if (plan.library) return restore(client, plan.library, there)
  return fillAlbums(client, wishesOf(plan, there, visibility))
}

interface Filling extends AlbumWish {
  photos: string[]
}

function wishesOf(plan: ImportPlan, contents: Content[], visibility: Visibility): Filling[] {
  const members = new Map<string, { at: number; id: string }[]>()
  for (const { albums, photoId } of contents) {
    for (const [title, at] of albums) {
      const list = members.get(title) ?? []
      list.push({ at, id: photoId as string })
      members.set(title, list)
    }
  }
  return [...members].map(([title, list]) => ({
    title,
    description: plan.albums.get(title) ?? '',
    visibility,
    filter: null,
    photos: list.sort((a, b) => a.at - b.at).map(({ id }) => id),
  }))
}

async function fillAlbums(client: ApiClient, wishes: Filling[]): Promise<Trouble[]> {
  if (wishes.length === 0) return []
  const own = await OwnAlbums.of(client)
  return troublesOf(wishes, async (wish) => {
    const { album } = await own.take(wish)
    await putInto(client, album.id, wish.photos)
  })
}

/** Albums as they were, then what was in the trash goes there. */
async function restore(client: ApiClient, library: Library, contents: Content[]): Promise<Trouble[]> {
  const photoIds = new Map<string, string>()
  for (const { records, photoId } of contents) for (const { id } of records) photoIds.set(id, photoId as string)
  const own = await OwnAlbums.of(client)
  const albumIds = new Map<string, string>()
  // Smart ones last: their filters may name the others.
  const ordered = [...library.albums].sort((a, b) => Number(a.filter !== null) - Number(b.filter !== null))
  const troubles = await troublesOf(ordered, (album) => restoreAlbum(client, own, album, { photoIds, albumIds }))
  const trashed = contents.filter((content) => isTrash(content) && !content.inTrash)
  await batch(
    client,
    'POST',
    '/photos/delete',
    trashed.map(({ photoId }) => photoId as string),
    {},
  )
  return troubles
}

/** Whether an export has all that it has of these bytes in the trash. */
export function isTrash({ records }: Content): boolean {
  return records.length > 0 && records.every(({ deletedAt }) => deletedAt !== null)
}

async function restoreAlbum(
  client: ApiClient,
  own: OwnAlbums,
  { id, title, description, visibility, filter, cover, photos }: LibraryAlbum,
  { photoIds, albumIds }: { photoIds: Map<string, string>; albumIds: Map<string, string> },
): Promise<void> {
  const { album } = await own.take({ title, description, visibility, filter: renamed(filter, albumIds) })
  albumIds.set(id, album.id)
  const there = [...new Set(photos.flatMap((photo) => photoIds.get(photo) ?? []))]
  if (filter === null && there.length > 0) await putInto(client, album.id, there)
  const coverPhotoId = cover === null ? undefined : photoIds.get(cover)
  if (coverPhotoId !== undefined && !album.coverPhotoId) {
    await client.call(RemoteAlbum, 'PATCH', `/albums/${album.id}`, { coverPhotoId })
  }
}

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi

/** A filter whose albums have the ids of this library. */
function renamed(filter: LibraryAlbum['filter'], albumIds: Map<string, string>): LibraryAlbum['filter'] {
  if (filter === null) return null
  const rename = (text: string) => text.replace(ID, (id) => albumIds.get(id) ?? id)
  return Object.fromEntries(
    Object.entries(filter).map(([key, value]) => [key, typeof value === 'string' ? rename(value) : value.map(rename)]),
  )
}

async function troublesOf<One extends { title: string }>(
  list: One[],
  work: (one: One) => Promise<void>,
): Promise<Trouble[]> {
  const troubles: Trouble[] = []
  for (const one of list) {
    try {
      await work(one)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      troubles.push({ file: `album "${one.title}"`, reason: error.message })
    }
  }
  return troubles
}

async function batch(
  client: ApiClient,
  method: 'PATCH' | 'POST',
  path: string,
  ids: string[],
  body: object,
): Promise<void> {
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const select = { ids: ids.slice(start, start + AT_ONCE) }
    await client.call(z.unknown(), method, path, { select, ...body })
  }
}
