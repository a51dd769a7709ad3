// Compares what a source lists with what is known of it. Writes only where something differs.
import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { PhotoRow } from '@/db/schema/photos'
import type { SourceObjectRow } from '@/db/schema/sources'
import { classifyKey, isReadSidecar } from '../../media/classify'
import { publishPhotos } from '../../photos/events'
import type { SourceObject } from '../../storage/readers/reader'
import type { Counts } from '../ground/scan-counts'

type Kind = SourceObjectRow['kind']

/** An object of a listing or an event, and what its key says it is. */
export interface ClassifiedObject extends SourceObject {
  kind: Kind
  state: 'pending' | 'done'
}

interface Difference extends Record<string, unknown> {
  /** Place in the list, from 1. */
  at: string
  known: boolean
  differs: boolean
  /** Only the way in which a source says so has changed. */
  renamed: boolean
  again: boolean
}

/** The keys from `after` (excluded) to `last` (included, or all that follow where null). */
interface Span {
  after: string | null
  last: string | null
}

/** Of those that look like a picture of another format the first bytes are read: it may be one that has a wrong name. */
const READ = new Set<Kind>(['photo', 'raw', 'unknown', 'unsupported'])

/** What the key of an object says, and whether it is to be read. */
function listedOf(object: SourceObject): ClassifiedObject {
  const kind = classifyKey(object.key, object.bytes)
  const read = READ.has(kind) || (kind === 'sidecar' && isReadSidecar(object.key))
  return { ...object, kind, state: read ? 'pending' : 'done' }
}

const isPicture = ({ kind }: ClassifiedObject) => kind === 'photo' || kind === 'raw' || kind === 'unknown'
/** What is not shown for sure; what is to be looked at counts once it was. */
const isOther = ({ kind, state }: ClassifiedObject) => kind !== 'sidecar' && state === 'done'

/**
 * Takes note of objects that a source has: new and changed ones wait to be read, returned ones are no longer missing.
 * @param tx a transaction that holds the identities of the owner
 * @param objects in byte order of their keys, none twice
 * @param scanId the scan that found them; null for an event
 * @returns counts, and whether anything waits to be read now
 */
export async function recordObjects(
  tx: Database,
  sourceId: string,
  objects: SourceObject[],
  scanId: string | null,
): Promise<{ counts: Counts; waiting: boolean }> {
  const listed = objects.map(listedOf)
  const differences = listed.length === 0 ? [] : await findDifferences(tx, sourceId, listed)
  const of = (pick: (difference: Difference) => boolean) =>
    differences.filter(pick).map(({ at }) => listed[Number(at) - 1] as ClassifiedObject)
  const added = of(({ known }) => !known)
  const changed = of(({ known, differs }) => known && differs)
  const renamed = of(({ renamed }) => renamed)
  const returned = of(({ known, differs }) => known && !differs)
  await renameEtags(tx, sourceId, renamed)
  await insertObjects(tx, sourceId, added, scanId)
  await updateObjects(tx, sourceId, changed, scanId)
  await noteReturned(tx, sourceId, returned, scanId)
  await unmarkPhotos(tx, sourceId, returned)
  const pending = [...added, ...changed].filter(({ state }) => state === 'pending')
  return {
    counts: {
      added: added.filter(isPicture).length,
      changed: changed.filter(isPicture).length,
      skipped: added.filter(isOther).length,
      bytesFound: pending.reduce((sum, { bytes }) => sum + bytes, 0),
    },
    waiting: pending.length > 0 || differences.some(({ again }) => again),
  }
}

/**
 * Takes note of which known keys a listing did not have. They are not missing yet: only once it has ended, and the source has confirmed each.
 * @param tx a transaction
 */
export async function noteAbsent(
  tx: Database,
  source: { id: string; span: Span; keys: string[] },
  scanId: string,
): Promise<void> {
  const { id, span, keys } = source
  for (;;) {
    const noted = await tx.execute(sql`
      update source_objects set absent_scan = ${scanId}
      where source_id = ${id} and key in (
        select o.key from source_objects o
        where o.source_id = ${id} and ${within(span)} and o.missing_at is null and o.absent_scan is distinct from ${scanId}
          and not exists (select from unnest(${sql.param(keys)}::text[]) as k(key) where k.key collate "C" = o.key)
        limit 10000)`)
    if ((noted.rowCount ?? 0) < 10_000) return
  }
}

function within({ after, last }: Span) {
  const from = after === null ? sql`true` : sql`o.key > ${after}`
  return last === null ? from : sql`${from} and o.key <= ${last}`
}

/** Folders said time and size only; now the time at which the file was changed in any way follows. What was known so far is not read again for it. */
const RENAMED = sql`(o.etag ~ '^[0-9a-z]+-[0-9a-z]+$' and p.etag ~ '^[0-9a-z]+-[0-9a-z]+-[0-9a-z]+$' and p.etag ^@ (o.etag || '-'))`

/**
 * What failed is tried anew where its time is another: it may have come back from an archive as it was. What was passed over by its name, and
 * would not be today, is read.
 */
const DIFFERS = sql`((o.etag <> p.etag and not ${RENAMED}) or o.bytes <> p.bytes or (o.state = 'failed' and o.modified_at <> p.modified)
  or (o.state = 'done' and o.kind in ('ignored', 'unsupported') and p.kind in ('photo', 'raw')))`

async function findDifferences(tx: Database, sourceId: string, listed: ClassifiedObject[]): Promise<Difference[]> {
  const first = listed[0]?.key ?? ''
  const last = listed.at(-1)?.key ?? ''
  const found = await tx.execute<Difference>(sql`
    select p.at, o.key is not null as known, coalesce(${DIFFERS}, false) as differs,
      coalesce(${RENAMED}, false) as renamed, coalesce(o.state = 'failed' and o.again, false) as again
    from ${rowsOf(listed)} left join source_objects o
      on o.source_id = ${sourceId} and o.key = p.key collate "C" and o.key between ${first} and ${last}
    where o.key is null or ${DIFFERS} or ${RENAMED} or o.missing_at is not null
      or o.absent_scan is not null or (o.state = 'failed' and o.again)
    order by p.at`)
  return found.rows
}

async function insertObjects(
  tx: Database,
  sourceId: string,
  added: ClassifiedObject[],
  scanId: string | null,
): Promise<void> {
  if (added.length === 0) return
  await tx.execute(sql`
    insert into source_objects (source_id, key, etag, bytes, modified_at, kind, state, scan_id)
    select ${sourceId}::uuid, p.key, p.etag, p.bytes, p.modified, p.kind, p.state,
      case when p.state = 'pending' then ${scanId}::uuid end
    from ${rowsOf(added)} on conflict do nothing`)
}

async function updateObjects(
  tx: Database,
  sourceId: string,
  changed: ClassifiedObject[],
  scanId: string | null,
): Promise<void> {
  if (changed.length === 0) return
  await tx.execute(sql`
    update source_objects o set etag = p.etag, bytes = p.bytes, modified_at = p.modified, kind = p.kind, state = p.state,
      failure = null, again = false, attempts = 0, lane = null, sha256 = null, scan_id = ${scanId},
      missing_at = null, absent_scan = null
    from ${rowsOf(changed)} where o.source_id = ${sourceId} and o.key = p.key collate "C"`)
}

async function renameEtags(tx: Database, sourceId: string, renamed: ClassifiedObject[]): Promise<void> {
  if (renamed.length === 0) return
  await tx.execute(sql`
    update photos f set etag = p.etag from ${rowsOf(renamed)}, source_objects o
    where o.source_id = ${sourceId} and o.key = p.key collate "C" and f.source_id = o.source_id and f.source_key = o.key
      and f.etag = o.etag`)
  await tx.execute(sql`
    update source_objects o set etag = p.etag from ${rowsOf(renamed)}
    where o.source_id = ${sourceId} and o.key = p.key collate "C"`)
}

async function noteReturned(
  tx: Database,
  sourceId: string,
  returned: ClassifiedObject[],
  scanId: string | null,
): Promise<void> {
  if (returned.length === 0) return
  await tx.execute(sql`
    update source_objects o set missing_at = null, absent_scan = null,
      state = case when o.state = 'failed' and o.again then 'pending' else o.state end,
      scan_id = case when o.state = 'failed' and o.again then ${scanId}::uuid else o.scan_id end,
      attempts = 0, lane = null
    from ${rowsOf(returned)} where o.source_id = ${sourceId} and o.key = p.key collate "C" and o.state <> 'pending'`)
  await tx.execute(sql`
    update source_objects o set missing_at = null, absent_scan = null
    from ${rowsOf(returned)} where o.source_id = ${sourceId} and o.key = p.key collate "C" and o.state = 'pending'`)
}

/** What comes back as it was brings its photo back. */
async function unmarkPhotos(tx: Database, sourceId: string, returned: ClassifiedObject[]): Promise<void> {
  if (returned.length === 0) return
  const back = await tx.execute<Pick<PhotoRow, 'id' | 'status' | 'ownerId'>>(sql`
    update photos f set missing_at = null, updated_at = now() from source_objects o
    where o.source_id = ${sourceId} and o.key = any (select k collate "C" from unnest(${sql.param(returned.map(({ key }) => key))}::text[]) as k)
      and f.id = o.photo_id and f.source_id = o.source_id and f.source_key = o.key and f.missing_at is not null
      and (f.etag = o.etag or o.state = 'failed')
      and not exists (select from photos here where here.source_id = o.source_id and here.source_key = o.key and here.missing_at is null)
    returning f.id, f.status, f.owner_id as "ownerId"`)
  const [one] = back.rows
  if (one) await publishPhotos(tx, one.ownerId, back.rows, 'restored')
}

function rowsOf(listed: ClassifiedObject[]) {
  const column = (pick: (object: ClassifiedObject) => unknown) => sql.param(listed.map(pick))
  return sql`unnest(${column(({ key }) => key)}::text[], ${column(({ etag }) => etag)}::text[],
    ${column(({ bytes }) => bytes)}::bigint[], ${column(({ modifiedAt }) => modifiedAt.toISOString())}::timestamptz[],
    ${column(({ kind }) => kind)}::text[], ${column(({ state }) => state)}::text[])
    with ordinality as p(key, etag, bytes, modified, kind, state, at)`
}
