import { type SQL, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import type { VisibleBranch } from '../../access/visible-photos'
import type { Facet } from '../language/contract'
import type { ConditionKey } from '../language/vocabulary'
import type { Source } from './grouped'
import { RATING_KEY, REJECTED_KEY } from './rating-key'

/** The conditions that a facet ignores, because choosing in it would replace them. Tags add up, so none. */
export const FACET_CONDITIONS: Record<Facet, ConditionKey[]> = {
  owner: ['owner'],
  visibility: ['visibility'],
  town: ['town'],
  region: ['region'],
  country: ['country'],
  camera: ['camera'],
  lens: ['lens'],
  tag: [],
  type: ['type'],
  year: ['after', 'before'],
  rating: ['rating'],
  favourite: ['favourite'],
}

type OwnFacet = 'tag' | 'rating' | 'favourite'
type ColumnFacet = Exclude<Facet, OwnFacet>

const COLUMN_VALUES: Record<ColumnFacet, SQL> = {
  owner: sql`${photos.ownerId}`,
  visibility: sql`${photos.visibility}`,
  town: sql`${photos.town}`,
  region: sql`${photos.region}`,
  country: sql`coalesce(${photos.country}, ${photos.countryCode})`,
  camera: sql`public.search_camera_name(${photos.cameraMake}, ${photos.cameraModel})`,
  lens: sql`${photos.lens}`,
  type: sql`substr(${photos.mediaType}, 7)`,
  year: sql`to_char(${photos.takenSort}, 'YYYY')`,
}

/** Facets that few photos have: only those are read, from the photos themselves. */
const OWN_FACETS: Record<OwnFacet, { from: SQL; value: SQL; where: SQL }> = {
  tag: { from: sql`${photos}, unnest(public.tag_nodes(${photos.tags})) tag`, value: sql`tag`, where: sql`true` },
  rating: {
    from: sql`${photos}`,
    value: sql`public.rating_value(${photos.rating})`,
    where: sql`((${RATING_KEY}) >= 0 or (${RATING_KEY}) = ${REJECTED_KEY}::integer)`,
  },
  favourite: { from: sql`${photos}`, value: sql`'true'`, where: sql`${photos.favourite}` },
}

/** Whether a facet can be counted over `photo_groups`. */
export function isColumnFacet(facet: Facet): facet is ColumnFacet {
  return facet in COLUMN_VALUES
}

/** Selects of (facet, value, n): all of them in one pass over what matches. */
export function columnFacets(counted: { branches: VisibleBranch[]; source: Source }[], facets: ColumnFacet[]): SQL[] {
  if (facets.length === 0) return []
  const names = facets.map((facet) => sql.identifier(facet))
  const parts = counted.flatMap(({ branches, source }) =>
    branches.map((branch) => {
      const values = facets.map((facet, index) => sql`${visibleValue(facet, branch)} as ${names[index]}`)
      return sql`select ${sql.join(values, sql`, `)}, ${source.each} as n from ${source.from(branch.rows)} where ${branch.where}`
    }),
  )
  if (parts.length === 0) return []
  const sets = names.map((name) => sql`(${name})`)
  const labels = facets.map((facet, index) => sql`when grouping(${names[index]}) = 0 then ${facet}::text`)
  const values = facets.map((facet, index) =>
    facet === 'owner' ? sql`(select username from users where id = ${names[index]})` : sql`${names[index]}`,
  )
  return [
    sql`select case ${sql.join(labels, sql` `)} end as facet, coalesce(${sql.join(values, sql`, `)}) as value, sum(n) as n
    from (${sql.join(parts, sql` union all `)}) seen group by grouping sets (${sql.join(sets, sql`, `)})`,
  ]
}

/** Hidden places count as empty. */
function visibleValue(facet: ColumnFacet, { knowsPlace }: VisibleBranch): SQL {
  const isPlace = facet === 'town' || facet === 'region' || facet === 'country'
  return isPlace && knowsPlace ? sql`case when ${knowsPlace} then ${COLUMN_VALUES[facet]} end` : COLUMN_VALUES[facet]
}

/** Selects of (facet, value, n), one for each facet. */
export function ownFacets(branches: VisibleBranch[], facets: OwnFacet[]): SQL[] {
  if (branches.length === 0) return []
  return facets.map((facet) => {
    const { from, value, where } = OWN_FACETS[facet]
    const parts = branches.map(
      (branch) => sql`select ${value} as value from ${from} where ${branch.where} and ${where}`,
    )
    return sql`select ${facet}::text as facet, value, count(*) as n from (${sql.join(parts, sql` union all `)}) seen group by value`
  })
}
