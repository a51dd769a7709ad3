/** Whose photos the box searches where the text does not say it. */
export type SearchScope = 'own' | 'everyone' | 'public' | 'map'

/** What an empty search box says. */
export const SCOPE_WORDS: Record<SearchScope, string> = {
  own: 'Search your photos',
  everyone: 'Search everyone’s photos',
  public: 'Search public photos',
  map: 'Search the map',
}

/**
 * The scope of a page: what is on the screen is what is searched. A list that is not of one's own photos is everyone's.
 * @param params of the page's address
 */
export function scopeOf(pathname: string, params: URLSearchParams, signedIn: boolean): SearchScope {
  if (pathname === '/map') return 'map'
  if (!signedIn) return 'public'
  return pathname === '/gallery' && params.get('owner') !== 'me' ? 'everyone' : 'own'
}
