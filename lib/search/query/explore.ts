import type { Context } from '../../context/context'
import { visitorsInTurn } from '../../load/visitors-in-turn'
import type { Photo } from '../../photos/contract'
import type { Facet } from '../language/contract'
import { type FilterQuery, filterOf, toQuery } from '../language/filter'
import { getFacets } from './facets'
import { listPhotos } from './page'

/** What one may look through, in order. */
export const EXPLORED = ['town', 'country', 'year', 'camera', 'tag', 'owner'] as const satisfies Facet[]
export type Explored = (typeof EXPLORED)[number]

/** Values of each. */
const MOST = 8

/** A value with how many photos have it, its newest one, and the filter that shows them. */
export interface Cover {
  value: string
  count: number
  photo: Photo
  query: string
}

/**
 * Places, years, cameras, tags and people of a filter's photos as covers, the most frequent first; of what the actor may see and nothing else.
 * @param base what all of them meet
 */
export async function explore(ctx: Context, base: FilterQuery): Promise<Record<Explored, Cover[]>> {
  return visitorsInTurn(ctx, async () => {
    const facets = await getFacets(ctx, filterOf(base), [...EXPLORED], { limit: MOST })
    const sections = {} as Record<Explored, Cover[]>
    for (const facet of EXPLORED) {
      const covers: Cover[] = []
      for (const { value, count } of facets[facet] ?? []) {
        const filter = filterOf({ ...base, ...chosen(facet, value) })
        const [photo] = (await listPhotos(ctx, { filter, limit: 1 })).items
        if (photo) covers.push({ value, count, photo, query: toQuery(filter).toString() })
      }
      sections[facet] = covers
    }
    return sections
  })
}

function chosen(facet: Explored, value: string): FilterQuery {
  if (facet === 'year') return { after: value, before: value }
  return facet === 'tag' ? { tag: [value] } : { [facet]: value }
}
