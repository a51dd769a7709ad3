// Sidecars override what the file says of itself; what a person has set overrides both.
import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { FileFields, NamedPlace, SidecarFields } from '@/db/schema/file-fields'
import { type PhotoRow, photos } from '@/db/schema/photos'
import { sourceObjects } from '@/db/schema/sources'
import { joinSidecar, joinSidecars } from '../../imaging/metadata/join-sidecar'
import { uneditedColumns } from '../../ingest/columns'
import type { Locate } from '../../ingest/locate-photos'
import type { Place } from '../../photos/contract'
import { publishPhotos } from '../../photos/events'
import { NO_FIELDS } from '../../photos/file-columns'
import { storableFields } from '../../photos/storable'
import { baseOfSidecar, isOfSidecar, rankOfSidecar, sidecarKeysOf } from './sidecar-keys'

/** Keys whatever their case, as an index finds them. */
const LOWER = sql`lower(left(${sourceObjects.key}, 500) collate "pg_unicode_fast")`
const lower = (text: SQL | string) => sql`lower(left(${text}, 500) collate "pg_unicode_fast")`

/**
 * What the sidecars of a picture say together. Rows are locked: a sidecar that is being read now is waited for.
 * @param tx a transaction
 * @returns null where there is none
 */
export async function sidecarsOf(tx: Database, sourceId: string, key: string): Promise<SidecarFields | null> {
  const names = sidecarKeysOf(key)
  const rows = await tx
    .select({ key: sourceObjects.key, sidecar: sourceObjects.sidecar })
    .from(sourceObjects)
    .where(
      and(
        eq(sourceObjects.sourceId, sourceId),
        sql`${LOWER} = any (select ${lower(sql`name`)} from unnest(${sql.param(names)}::text[]) as n(name))`,
        eq(sourceObjects.kind, 'sidecar'),
        isNull(sourceObjects.missingAt),
      ),
    )
    .for('share')
  const said = rows.filter(({ sidecar, key: of }) => sidecar !== null && rankOfSidecar(of, key) !== null)
  const found: typeof said = []
  for (const row of said) if (await speaksFor(tx, sourceId, row.key, key)) found.push(row)
  if (found.length === 0) return null
  found.sort((a, b) => (rankOfSidecar(a.key, key) ?? 0) - (rankOfSidecar(b.key, key) ?? 0))
  return joinSidecars(found.flatMap(({ sidecar }) => sidecar ?? []))
}

/** A sidecar whose name has another case speaks for a picture only where there is none that it names letter by letter. */
async function speaksFor(tx: Database, sourceId: string, sidecar: string, key: string): Promise<boolean> {
  const base = baseOfSidecar(sidecar)
  if (isOfSidecar(key, base)) return true
  const named = await tx
    .select({ key: sourceObjects.key })
    .from(sourceObjects)
    .where(
      and(
        eq(sourceObjects.sourceId, sourceId),
        isNull(sourceObjects.missingAt),
        inArray(sourceObjects.kind, ['photo', 'raw', 'unknown']),
        sql`(${sourceObjects.key} = ${base} or (${sourceObjects.key} > ${`${base}.`} and ${sourceObjects.key} < ${`${base}/`}))`,
      ),
    )
  return !named.some((picture) => isOfSidecar(picture.key, base))
}

/** The columns for what a file and its sidecars say. */
export async function sayingColumns(
  own: FileFields,
  sidecars: SidecarFields | null,
  edited: string[],
  locate: Locate,
): Promise<Partial<PhotoRow>> {
  const { place: named, ...said } = sidecars ?? {}
  const fields = sidecars === null ? own : storableFields(joinSidecar(own, said))
  const found = fields.location ? await locate(fields.location.latitude, fields.location.longitude) : null
  const place = named ? joinPlaces(named, found) : found
  return {
    ...uneditedColumns(fields, place, edited),
    fileFields: fields,
    ownFields: sidecars === null ? null : own,
  }
}

/** A town that somebody wrote down is believed; less than a town only where the coordinates say nothing. */
function joinPlaces(named: NamedPlace, found: Place | null): Place {
  if (found === null) return named
  if (named.town === null) return found
  const { country = found.country, countryCode = found.countryCode } = withoutNulls(named)
  return { town: named.town, region: named.region, country, countryCode }
}

function withoutNulls(place: NamedPlace): Partial<Record<keyof NamedPlace, string>> {
  return Object.fromEntries(Object.entries(place).filter(([, value]) => value !== null))
}

/**
 * Lets the pictures of a sidecar that is new, has changed or has gone say what they now do.
 * @param tx a transaction
 * @param key of the sidecar
 */
export async function applySidecarsTo(
  tx: Database,
  source: { id: string },
  key: string,
  locate: Locate,
): Promise<void> {
  const base = baseOfSidecar(key)
  const near = await tx
    .select({
      id: photos.id,
      sourceId: photos.sourceId,
      sourceKey: photos.sourceKey,
      missingAt: photos.missingAt,
      edited: photos.edited,
      fileFields: photos.fileFields,
      ownFields: photos.ownFields,
    })
    .from(sourceObjects)
    .innerJoin(photos, and(eq(photos.sourceId, sourceObjects.sourceId), eq(photos.sourceKey, sourceObjects.key)))
    .where(
      and(
        eq(sourceObjects.sourceId, source.id),
        sql`(${LOWER} = ${lower(base)} or ${LOWER} between ${lower(`${base}.`)} and ${lower(`${base}/`)})`,
      ),
    )
    .for('update', { of: photos })
  // Where other content lies under a key now, what lay there before is not spoken for.
  const there = new Set(near.filter(({ missingAt }) => missingAt === null).map(({ sourceKey }) => sourceKey))
  for (const photo of near) {
    if (photo.missingAt !== null && there.has(photo.sourceKey)) continue
    if (photo.sourceKey !== null && isOfSidecar(photo.sourceKey.toLowerCase(), base.toLowerCase()))
      await applySidecarsToPhoto(tx, photo, locate)
  }
}

/** Lets one photo of a source say what its file and its sidecars now say. @param tx a transaction that holds the photo */
export async function applySidecarsToPhoto(
  tx: Database,
  photo: Pick<PhotoRow, 'id' | 'sourceId' | 'sourceKey' | 'edited' | 'fileFields' | 'ownFields'>,
  locate: Locate,
): Promise<void> {
  if (photo.sourceId === null || photo.sourceKey === null) return
  const sidecars = await sidecarsOf(tx, photo.sourceId, photo.sourceKey)
  if (sidecars === null && photo.ownFields === null) return
  const own = photo.ownFields ?? photo.fileFields ?? NO_FIELDS
  const columns = await sayingColumns(own, sidecars, photo.edited, locate)
  const said = await tx
    .update(photos)
    .set({ ...columns, updatedAt: new Date() })
    .where(eq(photos.id, photo.id))
    .returning({ id: photos.id, status: photos.status, ownerId: photos.ownerId })
  for (const one of said) await publishPhotos(tx, one.ownerId, [one], 'changed')
}
