// Sidecars override what the file says of itself; what a person has set overrides both.
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { FileFields, NamedPlace, SidecarFields } from '@/db/schema/file-fields'
import { type PhotoRow, photos } from '@/db/schema/photos'
import { sourceObjects } from '@/db/schema/sources'
import type { Place } from '../photos/contract'
import { NO_FIELDS } from '../photos/file-columns'
import type { Locate } from '../photos/locate-photos'
import { uneditedColumns } from '../photos/save-decoded'
import { storableFields } from '../photos/storable'
import { baseOfSidecar, isOfSidecar, sidecarKeysOf } from './sidecar-keys'

/**
 * What the sidecars of a picture say together. Rows are locked: a sidecar that is being read now is waited for.
 * @param tx a transaction
 * @returns null where there is none
 */
export async function sidecarsOf(tx: Database, sourceId: string, key: string): Promise<SidecarFields | null> {
  const keys = sidecarKeysOf(key)
  const rows = await tx
    .select({ key: sourceObjects.key, sidecar: sourceObjects.sidecar })
    .from(sourceObjects)
    .where(and(eq(sourceObjects.sourceId, sourceId), inArray(sourceObjects.key, keys), isNull(sourceObjects.missingAt)))
    .for('share')
  const found = rows.filter(({ sidecar }) => sidecar !== null)
  if (found.length === 0) return null
  found.sort((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key))
  return Object.assign({}, ...found.map(({ sidecar }) => sidecar))
}

/** The columns for what a file and its sidecars say. */
export async function sayingColumns(
  own: FileFields,
  sidecars: SidecarFields | null,
  edited: string[],
  locate: Locate,
): Promise<Partial<PhotoRow>> {
  const { place: named, ...said } = sidecars ?? {}
  const fields = sidecars === null ? own : storableFields({ ...own, ...said })
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
      sourceKey: photos.sourceKey,
      edited: photos.edited,
      fileFields: photos.fileFields,
      ownFields: photos.ownFields,
    })
    .from(photos)
    .where(
      and(
        eq(photos.sourceId, source.id),
        sql`(${photos.sourceKey} = ${base} or (${photos.sourceKey} > ${`${base}.`} and ${photos.sourceKey} < ${`${base}/`}))`,
      ),
    )
    .for('update')
  for (const photo of near) {
    if (photo.sourceKey === null || !isOfSidecar(photo.sourceKey, base)) continue
    const own = photo.ownFields ?? photo.fileFields ?? NO_FIELDS
    const columns = await sayingColumns(own, await sidecarsOf(tx, source.id, photo.sourceKey), photo.edited, locate)
    await tx
      .update(photos)
      .set({ ...columns, updatedAt: new Date() })
      .where(eq(photos.id, photo.id))
  }
}
