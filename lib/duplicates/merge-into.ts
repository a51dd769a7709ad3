import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { PhotoRow } from '@/db/schema/photos'
import { putInAlbum } from '../albums/change-photos'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { noteAdded, type UndoNote } from '../edits/undo-note'
import { setFields } from '../edits/update-photos'
import type { BatchSet } from '../photos/batch-contract'
import type { MergedField } from './contract'

/** What a photo may give to, or get from, one that is kept. */
export type Mergeable = Pick<
  PhotoRow,
  | 'id'
  | 'visibility'
  | 'title'
  | 'description'
  | 'tags'
  | 'favourite'
  | 'rating'
  | 'sha256'
  | 'latitude'
  | 'longitude'
  | 'addedAt'
>

/** No field stands in two of these. */
interface Merged {
  /** All of it. */
  merged: MergedField[]
  partly: MergedField[]
  withheld: MergedField[]
}

const MOST_TAGS = 500

/**
 * Gives a photo that is kept what others had that go, inside the transaction of `ctx`. Who may see it stays as it is, and nothing of a private
 * photo goes to a public one, nor into an album that others see unless the same bytes lie there.
 * @param others in the order in which they are asked
 */
export async function mergeInto(ctx: Context, note: UndoNote, kept: Mergeable, others: Mergeable[]): Promise<Merged> {
  const { givers, silent } = split(kept, others)
  const set = fieldsFrom(kept, givers)
  if (Object.keys(set).length > 0) await setFields(ctx.db, note, [kept.id], set)
  const albums = await mergeAlbums(ctx, note, kept, givers, silent)
  const all = fieldsFrom(kept, others)
  const given = [...keysOf(set), ...(albums.put ? (['albums'] as const) : [])]
  const lacking = (field: MergedField) =>
    field === 'albums' ? albums.withheld : field === 'tags' && lengthOf(all.tags?.add) > lengthOf(set.tags?.add)
  return {
    merged: given.filter((field) => !lacking(field)),
    partly: given.filter(lacking),
    withheld: [...keysOf(all), ...(albums.withheld ? (['albums'] as const) : [])].filter(
      (field) => !given.includes(field),
    ),
  }
}

const keysOf = (set: BatchSet) => Object.keys(set) as MergedField[]
const lengthOf = (list: readonly string[] | undefined) => list?.length ?? 0

/** What is empty is filled, tags are added; what a person has set already stays. That one was rejected says nothing of the kept one. */
export function fieldsFrom(kept: Mergeable, givers: Mergeable[]): BatchSet {
  const title = kept.title === '' ? givers.find((giver) => giver.title !== '')?.title : undefined
  const description =
    kept.description === '' ? givers.find((giver) => giver.description !== '')?.description : undefined
  const ratings =
    kept.rating === null ? givers.flatMap(({ rating }) => (rating === null || rating < 0 ? [] : [rating])) : []
  const tags = newTags(kept, givers)
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(tags.length > 0 ? { tags: { add: tags } } : {}),
    ...(ratings.length > 0 ? { rating: Math.max(...ratings) } : {}),
    ...(!kept.favourite && givers.some(({ favourite }) => favourite) ? { favourite: true } : {}),
  }
}

function newTags(kept: Mergeable, givers: Mergeable[]): string[] {
  const known = new Set(kept.tags.map((tag) => tag.toLowerCase()))
  const added: string[] = []
  for (const tag of givers.flatMap(({ tags }) => tags)) {
    if (known.has(tag.toLowerCase())) continue
    known.add(tag.toLowerCase())
    added.push(tag)
  }
  return added.slice(0, Math.max(0, MOST_TAGS - kept.tags.length))
}

interface Held {
  albumId: string
  photoId: string
  isSeen: boolean
  [column: string]: unknown
}

/** Whether some photo that goes could not give all it has to the one that is kept. Changes nothing. */
export async function withholdsAny(ctx: Context, kept: Mergeable, others: Mergeable[]): Promise<boolean> {
  const { givers, silent } = split(kept, others)
  const lost = Object.keys(fieldsFrom(kept, others)).length > Object.keys(fieldsFrom(kept, givers)).length
  return lost || (await albumsToJoin(ctx, kept, givers, silent)).withheld
}

function split(kept: Mergeable, others: Mergeable[]): { givers: Mergeable[]; silent: Mergeable[] } {
  const givers = others.filter((other) => kept.visibility === 'private' || other.visibility === 'public')
  return { givers, silent: others.filter((other) => !givers.includes(other)) }
}

async function mergeAlbums(ctx: Context, note: UndoNote, kept: Mergeable, givers: Mergeable[], silent: Mergeable[]) {
  const { into, withheld } = await albumsToJoin(ctx, kept, givers, silent)
  for (const albumId of into) await noteAdded(ctx.db, note, albumId, await putInAlbum(ctx, albumId, [kept.id]))
  return { put: into.length > 0, withheld }
}

async function albumsToJoin(ctx: Context, kept: Mergeable, givers: Mergeable[], silent: Mergeable[]) {
  const held = await albumsWithout(ctx, kept.id, [...givers, ...silent])
  const open = held.filter(({ photoId, isSeen }) => {
    const giver = givers.find(({ id }) => id === photoId)
    return giver && (!isSeen || isSameContent(kept, giver))
  })
  const into = [...new Set(open.map(({ albumId }) => albumId))]
  return { into, withheld: held.some(({ albumId }) => !into.includes(albumId)) }
}

/** Whoever sees the one learns nothing by the other. */
function isSameContent(kept: Mergeable, other: Mergeable): boolean {
  const samePlace = kept.latitude === other.latitude && kept.longitude === other.longitude
  return kept.sha256 === other.sha256 && samePlace
}

/** The albums by hand into which the asker may put photos and that hold some photo but not the kept one; whether others look at them. */
async function albumsWithout({ db, actor }: Context, keptId: string, others: Mergeable[]): Promise<Held[]> {
  const { userId } = requireUser(actor)
  const ids = others.map(({ id }) => id)
  const { rows } = await (db as Database).execute<Held>(sql`
    select held.album_id as "albumId", held.photo_id as "photoId",
      (albums.owner_id <> ${userId}::uuid or exists (select from album_members where album_id = albums.id)
        or exists (select from share_links where album_id = albums.id)) as "isSeen"
    from album_photos held join albums on albums.id = held.album_id
    where held.photo_id = any(${sql.param(ids)}::uuid[]) and albums.filter is null
      and (albums.owner_id = ${userId}::uuid
        or exists (select from album_members where album_id = albums.id and user_id = ${userId}::uuid and role = 'contributor'))
      and not exists (select from album_photos own where own.album_id = albums.id and own.photo_id = ${keptId}::uuid)
    order by held.album_id, held.photo_id`)
  return rows
}
