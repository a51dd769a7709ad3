import { api } from '@/lib/http/client'
import { type Facet, FacetReply, SuggestReply } from '@/lib/search/language/contract'

/** What a search box offers for a text. */
export function fetchSuggestions(text: string, signal: AbortSignal): Promise<SuggestReply> {
  return api(SuggestReply, 'GET', `/search/suggest?${new URLSearchParams({ q: text })}`, undefined, { signal })
}

/** @param query the filter as URL parameters */
export function fetchFacets(query: string, facets: readonly Facet[], signal: AbortSignal): Promise<FacetReply> {
  const search = new URLSearchParams(query)
  search.set('facets', facets.join(','))
  return api(FacetReply, 'GET', `/photos/facets?${search}`, undefined, { signal })
}
