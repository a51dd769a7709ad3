/** How large the tiles of the grid are. */
export const DENSITIES = ['small', 'medium', 'large'] as const
export type Density = (typeof DENSITIES)[number]

/** The cookie that remembers the density, so that the server lays out the first page. */
export const DENSITY_COOKIE = 'albumen-density'

/** Whether a value names a density. */
export function isDensity(value: unknown): value is Density {
  return DENSITIES.some((density) => density === value)
}

/** Keeps the choice for a year in a cookie, so that the server draws the same rows. */
export function rememberDensity(density: Density): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${DENSITY_COOKIE}=${density}; path=/; max-age=31536000; samesite=lax`
}
