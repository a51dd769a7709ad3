// Disks that are not mounted leave empty folders behind: then nothing is missing, the disk is.
import { and, eq, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type ScanNote, type ScanRow, type SourceRow, sourceObjects, sourceScans, sources } from '@/db/schema/sources'
import type { SourceReader } from '../../storage/readers/reader'
import { SourceTrouble } from '../../storage/readers/trouble'

/** Folders that are remembered for each source. */
const MOST_PLACES = 2_000
/** How deep in the source they lie at most: disks are mounted near its top. */
const DEPTH = 3

/** The folder of a source that holds all others. */
export const WHOLE = ''

/** What a listing found that is a picture, a film or anything that somebody put there. */
const REAL = sql`${sourceObjects.kind} <> 'ignored'`
const PICTURE = inArray(sourceObjects.kind, ['photo', 'raw'])
const knownBefore = (scan: Pick<ScanRow, 'startedAt'>) => lt(sourceObjects.addedAt, scan.startedAt)
/** Known when the places were last noted, at the end of a scan: what a scan that was stopped, or an event, found since proves nothing. */
const knownWhenNoted = (scan: ScanRow, since = scan.startedAt.toISOString()) =>
  and(
    knownBefore(scan),
    sql`${sourceObjects.addedAt} < ${since}::timestamptz and ${sourceObjects.addedAt} <= (
      select max(${sourceScans.finishedAt}) from ${sourceScans}
      where ${sourceScans.sourceId} = ${scan.sourceId} and ${sourceScans.status} = 'done')`,
  )
const present = (scan: Pick<ScanRow, 'id'>) =>
  and(isNull(sourceObjects.missingAt), or(isNull(sourceObjects.absentScan), ne(sourceObjects.absentScan, scan.id)))

/**
 * At the end of the listing of a folder: is what was absent gone, or is its disk? Keys below a folder whose disk seems not to be mounted are taken
 * for present, in every scan, until it is back or their owner has said of it that they are gone.
 * @param db a transaction
 * @returns what the report of the scan should name
 * @throws SourceTrouble when the whole source seems to be away
 */
export async function judgePlaces(
  db: Database,
  source: SourceRow,
  scan: ScanRow,
  reader: SourceReader,
): Promise<ScanNote[]> {
  const place = await reader.identify()
  if (place === null) return []
  if (scan.goneAccepted.includes(WHOLE) || !(await hasAny(db, source.id, eq(sourceObjects.absentScan, scan.id)))) {
    await noteAwaySince(db, source, scan, [])
    return []
  }
  await assertNotAway(db, source, scan, place)
  const notes: ScanNote[] = []
  for (const [folder, before] of Object.entries(source.places)) {
    if (scan.goneAccepted.some((accepted) => folder.startsWith(accepted))) continue
    if (notes.some(({ key }) => folder.startsWith(key)) || !(await isEmptied(db, source, scan, { folder, before })))
      continue
    if (!isMount(source, folder) && !isAway(before, await reader.identify(folder))) continue
    await db
      .update(sourceObjects)
      .set({ absentScan: null })
      .where(and(eq(sourceObjects.sourceId, source.id), sql`${sourceObjects.key} ^@ ${folder}`))
    notes.push({ kind: 'away', key: folder, photoId: null })
  }
  await noteAwaySince(db, source, scan, notes)
  return notes
}

/** At once: this scan may never end. */
async function noteAwaySince(db: Database, source: SourceRow, scan: ScanRow, away: ScanNote[]): Promise<void> {
  const since = away.map(({ key }) => [key, source.awaySince[key] ?? scan.startedAt.toISOString()] as const)
  await db
    .update(sources)
    .set({ awaySince: Object.fromEntries(since) })
    .where(eq(sources.id, source.id))
}

/** Whether a disk was mounted at this very folder. Another empty disk in its place may look the same. */
function isMount({ places }: SourceRow, folder: string): boolean {
  const above = Object.entries(places).filter(([other]) => other !== folder && folder.startsWith(other))
  return places[folder]?.endsWith('!') === true && !above.some(([, before]) => before.endsWith('!'))
}

/** @param before what told a folder apart; ends with `!` where a disk was mounted there */
function isAway(before: string, now: string | null): boolean {
  if (now === null) return before.endsWith('!')
  return now !== before
}

/**
 * A folder with nothing of what was known, and no picture, is no place from which somebody took all pictures: systems and people leave things in
 * bare mount points. In another folder than before only a picture that was known tells that it is the right one.
 */
async function assertNotAway(db: Database, source: SourceRow, scan: ScanRow, place: string): Promise<void> {
  if (!(await hasAny(db, source.id, and(PICTURE, eq(sourceObjects.absentScan, scan.id))))) return
  const isOther = source.rootId !== null && place !== source.rootId
  const proof = isOther ? and(PICTURE, knownWhenNoted(scan)) : or(PICTURE, await knownOrUnnamed(db, source, scan))
  if (await hasAny(db, source.id, and(present(scan), proof))) return
  if (scan.listed === 0) {
    const other = isOther ? ', and it is not the one that was there before' : ''
    throw away(`The folder is empty${other}. Is its disk mounted? ${ON_PURPOSE}`)
  }
  if (isOther && (await hasAny(db, source.id, and(present(scan), PICTURE))))
    throw away(
      `The folder is not the one that was there before, and holds other pictures. Is the right disk mounted? If it is, connect it as a new source. ${ON_PURPOSE}`,
    )
  throw away(`The folder holds nothing but system files or notes. Is its disk mounted? ${ON_PURPOSE}`)
}

const ON_PURPOSE = 'If its photos were deleted on purpose, say so here.'
const away = (reason: string) => new SourceTrouble('lost', reason, { asksGone: true })

/** What was known and is no picture (films, sidecars); and what has no extension, where pictures had none either. */
async function knownOrUnnamed(db: Database, source: SourceRow, scan: ScanRow) {
  const unnamed = sql`${sourceObjects.key} !~ '[.][A-Za-z0-9+~_-]{1,12}$'`
  const had = await hasAny(db, source.id, and(PICTURE, unnamed, eq(sourceObjects.absentScan, scan.id)))
  return had ? or(knownBefore(scan), eq(sourceObjects.kind, 'unknown')) : knownBefore(scan)
}

async function hasAny(db: Database, sourceId: string, which: ReturnType<typeof and>): Promise<boolean> {
  const found = await db
    .select({ key: sourceObjects.key })
    .from(sourceObjects)
    .where(and(eq(sourceObjects.sourceId, sourceId), REAL, which))
    .limit(1)
  return found.length > 0
}

/** Whether a listing had no picture below a folder where something was known; where a disk was mounted, or is away, none that was known. */
async function isEmptied(
  db: Database,
  source: SourceRow,
  scan: ScanRow,
  { folder, before }: { folder: string; before: string },
): Promise<boolean> {
  const below = sql`${sourceObjects.key} >= ${folder} and ${sourceObjects.key} < ${`${folder.slice(0, -1)}0`}`
  const since = source.awaySince[folder]
  const proof = before.endsWith('!') || since !== undefined ? and(PICTURE, knownWhenNoted(scan, since)) : PICTURE
  return (
    (await hasAny(db, source.id, and(below, eq(sourceObjects.absentScan, scan.id)))) &&
    !(await hasAny(db, source.id, and(below, present(scan), proof)))
  )
}

/** Remembers what tells the folders of a source from those that a disk leaves behind; called once a scan has compared everything. */
export async function notePlaces(
  db: Database,
  source: SourceRow,
  reader: SourceReader,
  away: ScanNote[],
): Promise<void> {
  const rootId = await reader.identify()
  if (rootId === null) return
  const kept = away.map(({ key }) => [key, source.places[key] ?? ''] as const)
  const places = Object.fromEntries([...kept, ...(await placesNow(db, source, reader, away))].slice(0, MOST_PLACES))
  await db.update(sources).set({ rootId, places }).where(eq(sources.id, source.id))
}

async function placesNow(
  db: Database,
  source: SourceRow,
  reader: SourceReader,
  away: ScanNote[],
): Promise<[string, string][]> {
  const found = await db.execute<{ folder: string }>(sql`
    select distinct array_to_string((string_to_array(key, '/'))[1:depth], '/') || '/' as folder
    from source_objects, generate_series(1, ${DEPTH}) as depth
    where source_id = ${source.id} and missing_at is null and kind <> 'ignored'
      and array_length(string_to_array(key, '/'), 1) > depth
    order by 1 limit ${MOST_PLACES}`)
  const places: [string, string][] = []
  for (const { folder } of found.rows) {
    if (away.some(({ key }) => folder.startsWith(key))) continue
    const place = await reader.identify(folder)
    if (place !== null) places.push([folder, place])
  }
  return places
}

/** Keys that are clearly gone, without those whose disk may be: what an event or an opened original told is no reason to lose them. */
export async function withoutAway(reader: SourceReader, source: SourceRow, gone: string[]): Promise<string[]> {
  if (gone.length === 0) return gone
  const place = await reader.identify()
  if (place === null) return gone
  if (source.rootId !== null && place !== source.rootId) return []
  const away: string[] = []
  for (const [folder, before] of Object.entries(source.places)) {
    if (gone.some((key) => key.startsWith(folder)) && isAway(before, await reader.identify(folder))) away.push(folder)
  }
  return gone.filter((key) => !away.some((folder) => key.startsWith(folder)))
}
