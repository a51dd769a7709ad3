const BARE = /^[^\s()"\\]+$/

/**
 * The text language of a list's address, for the search box; the light twin of `printFilterText`, which needs the parser.
 * @param params the address's parameters, canonical or not
 */
export function searchText(params: URLSearchParams): string {
  const others = [...params].filter(([key]) => key !== 'q')
  const typed = params.get('q')?.trim() ?? ''
  const alone = others.length === 0 || !/\bor\b/i.test(typed)
  const conditions = others.map(([key, value]) =>
    BARE.test(value) ? `${key}:${value}` : `${key}:"${value.replace(/["\\]/g, '\\$&')}"`,
  )
  return [...conditions, typed === '' ? '' : alone ? typed : `(${typed})`].filter(Boolean).join(' ')
}
