/** The parameters of an address as an object: a repeated one becomes an array. */
export function parametersOf(search: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(search.keys())].map((key) => {
      const values = search.getAll(key)
      return [key, values.length === 1 ? (values[0] as string) : values]
    }),
  )
}
