import { and, inArray, isNull, lt, ne, sql } from 'drizzle-orm'
import { downloads } from '@/db/schema/downloads'
import { photos } from '@/db/schema/photos'
import { givenByLink } from '../access/link-rights'
import { givesOriginals, isOwn } from '../access/owners'
import { albumGives } from '../access/shared-photos'
import { visibleTo } from '../access/visible-photos'
import { DOWNLOADS, takeAttempt } from '../auth/attempts'
import { type Actor, userIdOf } from '../context/actor'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'
import { parseWith } from '../errors/parse-with'
import { RAW_TYPES } from '../media/media-types'
import type { Select } from '../photos/batch-contract'
import { FilterQuery, filterOf } from '../search/language/filter'
import { expandAlbums } from '../search/query/expand-albums'
import { OLDEST_FIRST } from '../search/query/no-date'
import { whereFilter } from '../search/query/where'
import type { Download, RequestDownload } from './contract'

/** How long a zip's address works. */
export const DOWNLOAD_HOURS = 24
const MOST_PHOTOS = 50_000
/** Of somebody who is not logged in: what is noted for a day is to stay small. */
const MOST_FOR_NOBODY = 1_000
/** Of a visitor of a share link. */
const MOST_FOR_LINK = 20_000

/**
 * Notes which photos a zip shall hold. Nothing is read or stored until its address is opened.
 * @param asker whose share of requests it takes: a person or an address; not counted when left out
 * @throws AppError rate_limited; not_found when any id is not to be seen; forbidden when its owner gives no originals away; unprocessable
 *   when nothing is left or there are too many
 */
export async function requestDownload(ctx: Context, input: RequestDownload, asker?: string): Promise<Download> {
  if (asker !== undefined) await takeAttempt(ctx.db, DOWNLOADS, asker)
  const rows = 'ids' in input.select ? await byIds(ctx, input.select.ids) : await byFilter(ctx, input.select)
  if (rows.length === 0)
    throw new AppError('unprocessable', 'There is nothing in this selection that you may download.')
  const most = mostFor(ctx.actor)
  if (rows.length > most) {
    throw new AppError('unprocessable', `This is more than ${most} photos; choose fewer and make several zips.`)
  }
  const userId = userIdOf(ctx.actor)
  const linkId = ctx.actor.kind === 'link' ? ctx.actor.linkId : null
  await ctx.db.delete(downloads).where(lt(downloads.createdAt, sql`now() - make_interval(hours => ${DOWNLOAD_HOURS})`))
  const [made] = await ctx.db
    .insert(downloads)
    .values({ userId, linkId, name: input.name ?? 'photos', photoIds: rows.map((row) => row.id) })
    .returning()
  if (!made) throw new Error('the download was not returned')
  return {
    url:
      ctx.actor.kind === 'link'
        ? `/api/v1/links/${ctx.actor.token}/downloads/${made.id}`
        : `/api/v1/downloads/${made.id}`,
    photos: rows.length,
    bytes: rows.reduce((sum, row) => sum + row.bytes, 0),
    expiresAt: new Date(made.createdAt.getTime() + DOWNLOAD_HOURS * 3_600_000).toISOString(),
  }
}

function mostFor(actor: Actor): number {
  if (actor.kind === 'link') return MOST_FOR_LINK
  return userIdOf(actor) === null ? MOST_FOR_NOBODY : MOST_PHOTOS
}

/** Own photos, and others' whose owner, or an album or link of theirs, gives (stripped) originals away; a raw file cannot be stripped. */
function downloadable(ctx: Context) {
  const given = sql`(${givenTo(ctx.actor)} and ${photos.mediaType} <> all (${sql.param(Object.keys(RAW_TYPES))}::text[]))`
  return sql`(${isOwn(ctx.actor, photos.ownerId)} or ${given})`
}

function givenTo(actor: Actor) {
  if (actor.kind === 'link') return givenByLink(actor)
  return sql`(${givesOriginals(photos.ownerId)} or ${albumGives(actor, 'original', 'any')})`
}

async function byIds(ctx: Context, given: string[]) {
  const ids = [...new Set(given.map((id) => id.toLowerCase()))]
  const seen = await ctx.db
    .select({ id: photos.id, bytes: photos.bytes, allowed: sql<boolean>`${downloadable(ctx)}` })
    .from(photos)
    .where(and(inArray(photos.id, ids), visibleTo(ctx.actor), isNull(photos.deletedAt), ne(photos.status, 'uploading')))
  if (seen.length < ids.length) throw notFound()
  if (seen.some((row) => !row.allowed)) {
    throw new AppError('forbidden', 'The owner of one of these photos does not give originals away.')
  }
  const order = new Map(ids.map((id, index) => [id, index]))
  return seen.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
}

async function byFilter(ctx: Context, select: Extract<Select, { filter: unknown }>) {
  const query = parseWith(FilterQuery, select.filter, 'parameter', Object.keys(FilterQuery.shape))
  const filter = await expandAlbums(ctx, filterOf(query))
  return ctx.db
    .select({ id: photos.id, bytes: photos.bytes })
    .from(photos)
    .where(and(whereFilter(filter, ctx.actor), downloadable(ctx), ne(photos.status, 'uploading')))
    .orderBy(...OLDEST_FIRST)
    .limit(MOST_PHOTOS + 1)
}
