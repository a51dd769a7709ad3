import { and, asc, eq, gt, inArray, isNotNull, isNull, not, or, type SQL, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { type SourceObjectRow, sourceObjects } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import { AppError } from '../../errors/app-error'
import { NOT_SHOWN } from '../../media/classify'
import { isRawType, RAW_TYPES } from '../../media/media-types'
import type { ObjectPage, ObjectsQuery, SourceObject } from '../ground/browse-contract'
import { findOwnSource } from '../ground/find-source'
import { decodeKeyCursor, encodeKeyCursor } from '../ground/key-cursor'

/**
 * The keys of an own source and what became of each, in byte order.
 * @param query.state `not_shown`: videos, raw pictures without a preview, formats that are not taken; system files are not among them
 * @throws AppError unauthenticated, not_found, invalid for a cursor that is none
 */
export async function listObjects(
  ctx: Context,
  sourceId: string,
  query: Omit<ObjectsQuery, 'cursor'> & { cursor?: string | undefined },
): Promise<ObjectPage> {
  const source = await findOwnSource(ctx, sourceId)
  if (query.state === 'missing') return listMissing(ctx, source.id, query)
  const of = [sourceId, query.kind ?? '', query.state ?? ''].join(':')
  const after = query.cursor === undefined ? undefined : gt(sourceObjects.key, decodeKeyCursor(of, query.cursor))
  const kind = query.kind === undefined ? undefined : eq(sourceObjects.kind, query.kind)
  const rows = await ctx.db
    .select({ object: sourceObjects, shownId: photos.id, isAlone: sql<boolean>`${aloneSql()}` })
    .from(sourceObjects)
    .leftJoin(photos, shownFrom())
    .where(and(eq(sourceObjects.sourceId, source.id), kind, inState(query.state), after))
    .orderBy(asc(sourceObjects.key))
    .limit(query.limit + 1)
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  return {
    items: shown.map(({ object, shownId, isAlone }) => presentObject(object, shownId, isAlone)),
    next: last ? encodeKeyCursor(of, last.object.key) : null,
  }
}

/** The photo that is shown from a key, or the last one that was. */
function shownFrom(): SQL | undefined {
  return and(
    eq(photos.sourceId, sourceObjects.sourceId),
    eq(photos.sourceKey, sourceObjects.key),
    or(isNull(photos.missingAt), eq(photos.id, sourceObjects.photoId)),
  )
}

/** Photos whose content has gone: of one key there may be several, and something else may lie there now. */
async function listMissing(
  ctx: Context,
  sourceId: string,
  query: Omit<ObjectsQuery, 'cursor'> & { cursor?: string | undefined },
): Promise<ObjectPage> {
  const of = [sourceId, query.kind ?? '', 'missing'].join(':')
  const [key, id] = query.cursor === undefined ? [] : placeAfter(decodeKeyCursor(of, query.cursor))
  const rows = await ctx.db
    .select({
      id: photos.id,
      key: photos.sourceKey,
      bytes: photos.bytes,
      mediaType: photos.mediaType,
      at: photos.uploadedAt,
    })
    .from(photos)
    .where(
      and(
        eq(photos.sourceId, sourceId),
        isNotNull(photos.missingAt),
        isNull(photos.deletedAt),
        ofKind(query.kind),
        key === undefined ? undefined : sql`(${photos.sourceKey}, ${photos.id}) > (${key} collate "C", ${id}::uuid)`,
      ),
    )
    .orderBy(asc(photos.sourceKey), asc(photos.id))
    .limit(query.limit + 1)
  const found = rows.map((row) => ({ ...row, key: row.key ?? '' }))
  const shown = found.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  return {
    items: shown.map((row) => ({
      key: row.key,
      kind: isRawType(row.mediaType) ? 'raw' : 'photo',
      state: 'missing',
      reason: null,
      bytes: row.bytes,
      modifiedAt: (row.at ?? new Date(0)).toISOString(),
      photoId: row.id,
    })),
    next: last ? encodeKeyCursor(of, `${last.id}${last.key}`) : null,
  }
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/

/** @throws AppError invalid for what `listMissing` did not give */
function placeAfter(cursor: string): [key: string, id: string] {
  const id = ID.exec(cursor)?.[0]
  if (id === undefined)
    throw new AppError('invalid', 'cursor: This cursor is not one of this list; start again without it.')
  return [cursor.slice(id.length), id]
}

/** Only photos can be missing. */
function ofKind(kind: ObjectsQuery['kind']): SQL | undefined {
  if (kind === undefined) return undefined
  const raw = inArray(photos.mediaType, Object.keys(RAW_TYPES))
  return kind === 'raw' ? raw : kind === 'photo' ? not(raw) : sql`false`
}

function inState(state: Exclude<ObjectsQuery['state'], 'missing'>): SQL | undefined {
  const present = isNull(sourceObjects.missingAt)
  switch (state) {
    case undefined:
      return undefined
    case 'not_shown':
      return and(notShownSql(), present)
    case 'done':
      return and(eq(sourceObjects.state, 'done'), present, sql`not (${notShownSql()})`)
    default:
      return and(eq(sourceObjects.state, state), state === 'hidden' ? undefined : present)
  }
}

/** A sidecar that was read and has no picture to speak for (`sidecarKeysOf`, the other way round). */
function aloneSql(): SQL {
  const { kind, state, sidecar, sourceId, key, missingAt } = sourceObjects
  const lower = (text: SQL) => sql`lower(left(${text}, 500) collate "pg_unicode_fast")`
  const base = sql`left(${key}, -4)`
  const name = lower(sql`picture.key`)
  return sql`(${kind} = 'sidecar' and ${state} = 'done' and ${sidecar} is not null and ${missingAt} is null and not exists (
    select from source_objects picture where picture.source_id = ${sourceId} and picture.missing_at is null
      and picture.kind in ('photo', 'raw', 'unknown')
      and (${name} = ${lower(base)} or ${name} between ${lower(sql`${base} || '.'`)} and ${lower(sql`${base} || '/'`)}
        and substr(picture.key, length(${base}) + 2) !~ '[./]')))`
}

/** Pictures and films that are there, are in order, and are not shown; sidecars of no picture. */
function notShownSql(): SQL {
  const { kind, state, failure } = sourceObjects
  return sql`(${inArray(kind, ['video', 'unsupported'])} or (${kind} = 'raw' and ${state} = 'done' and ${failure} is not null) or ${aloneSql()})`
}

function presentObject(row: SourceObjectRow, shownId: string | null, isAlone: boolean): SourceObject {
  const state = isAlone ? 'not_shown' : stateOf(row)
  const reason = isAlone
    ? 'No picture lies beside this sidecar: it belongs to one of the same name in the same folder.'
    : state === 'not_shown'
      ? (row.failure ?? NOT_SHOWN[row.kind] ?? null)
      : row.failure
  return {
    key: row.key,
    kind: row.kind,
    state,
    reason: state === 'hidden' ? 'You deleted this photo for ever; its file stays where it is.' : reason,
    bytes: row.bytes,
    modifiedAt: row.modifiedAt.toISOString(),
    photoId: shownId,
  }
}

function stateOf(row: SourceObjectRow): SourceObject['state'] {
  if (row.state === 'hidden') return 'hidden'
  if (row.missingAt !== null) return 'missing'
  const isNot = row.kind === 'video' || row.kind === 'unsupported' || (row.kind === 'raw' && row.failure !== null)
  return row.state === 'done' && isNot ? 'not_shown' : row.state
}
