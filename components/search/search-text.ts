/** Parameters of a filter (a test compares them with the vocabulary, which would be too heavy here): others, such as a campaign's, are not shown. */
export const FILTER_PARAMETERS: ReadonlySet<string> = new Set(
  `owner visibility album source folder similar town region country near bbox hasLocation hasDate guessed after before camera lens iso aperture focal exposure bytes width height tag favourite rating type status archived trash sort order`.split(
    ' ',
  ),
)
const BARE = /^[^\s()"\\]+$/

/**
 * The text language of a list's address, for the search box; the light twin of `printFilterText`, which needs the parser.
 * @param params the address's parameters, canonical or not
 */
export function searchText(params: URLSearchParams): string {
  const others = [...params].filter(([key]) => FILTER_PARAMETERS.has(key))
  const typed = params.getAll('q').join(' ').trim()
  const alone = others.length === 0 || !/\bor\b/i.test(typed)
  const conditions = others.map(([key, value]) =>
    BARE.test(value) ? `${key}:${value}` : `${key}:"${value.replace(/["\\]/g, '\\$&')}"`,
  )
  return [...conditions, typed === '' ? '' : alone ? typed : `(${typed})`].filter(Boolean).join(' ')
}
