/** A page's search parameters as Next gives them, as the filter wants them. */
export function toSearch(params: Record<string, string | string[] | undefined>): URLSearchParams {
  const pairs = Object.entries(params).flatMap(([key, value]) => [value ?? []].flat().map((text) => [key, text]))
  return new URLSearchParams(pairs)
}
