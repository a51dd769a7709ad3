import { type SQL, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { SHOWS_PLACE } from './conditions'
import type { Facet } from './contract'
import type { ConditionKey } from './vocabulary'
import type { Branch } from './where'

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

const FACET_VALUES: Record<Exclude<Facet, 'tag'>, SQL> = {
  owner: sql`${photos.ownerId}`,
  visibility: sql`${photos.visibility}`,
  town: sql`${photos.town}`,
  region: sql`${photos.region}`,
  country: sql`coalesce(${photos.country}, ${photos.countryCode})`,
  camera: sql`public.search_camera_name(${photos.cameraMake}, ${photos.cameraModel})`,
  lens: sql`${photos.lens}`,
  type: sql`substr(${photos.mediaType}, 7)`,
  year: sql`to_char(${photos.takenSort}, 'YYYY')`,
  rating: sql`${photos.rating}::text`,
  favourite: sql`${photos.favourite}::text`,
}

/** Counts rows: selects of (facet, value, n), all facets but tags in one pass over the rows. */
export function facetSource(branches: Branch[], facets: Facet[]): SQL[] {
  if (branches.length === 0) return []
  const columns = facets.filter((facet) => facet !== 'tag')
  return [
    ...(columns.length > 0 ? [columnValues(branches, columns)] : []),
    ...(facets.includes('tag') ? [tagValues(branches)] : []),
  ]
}

function columnValues(branches: Branch[], facets: Exclude<Facet, 'tag'>[]): SQL {
  const names = facets.map((facet) => sql.identifier(facet))
  const parts = branches.map((branch) => {
    const values = facets.map((facet, index) => sql`${visibleValue(facet, branch)} as ${names[index]}`)
    return sql`select ${sql.join(values, sql`, `)} from ${photos} where ${branch.where}`
  })
  const sets = names.map((name) => sql`(${name})`)
  const labels = facets.map((facet, index) => sql`when grouping(${names[index]}) = 0 then ${facet}::text`)
  const values = facets.map((facet, index) =>
    facet === 'owner' ? sql`(select username from users where id = ${names[index]})` : sql`${names[index]}`,
  )
  return sql`select case ${sql.join(labels, sql` `)} end as facet, coalesce(${sql.join(values, sql`, `)}) as value, count(*) as n
    from (${sql.join(parts, sql` union all `)}) seen group by grouping sets (${sql.join(sets, sql`, `)})`
}

/** Hidden places count as empty. */
function visibleValue(facet: Exclude<Facet, 'tag'>, { rows }: Branch): SQL {
  const hidden = rows === 'others' && (facet === 'town' || facet === 'region' || facet === 'country')
  return hidden ? sql`case when ${SHOWS_PLACE} then ${FACET_VALUES[facet]} end` : FACET_VALUES[facet]
}

function tagValues(branches: Branch[]): SQL {
  const parts = branches.map(
    (branch) => sql`select tag from ${photos}, unnest(${photos.tags}) tag where ${branch.where}`,
  )
  return sql`select 'tag' as facet, tag as value, count(*) as n from (${sql.join(parts, sql` union all `)}) tags group by tag`
}
