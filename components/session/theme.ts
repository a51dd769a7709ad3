export type Theme = 'system' | 'light' | 'dark'

/** The cookie that remembers the theme, so that the first paint has it. */
export const THEME_COOKIE = 'albumen-theme'

/** Whether a value names a theme. */
export function isTheme(value: unknown): value is Theme {
  return value === 'system' || value === 'light' || value === 'dark'
}

/** Applies a theme at once and keeps it for a year in a cookie the server reads (app/layout.tsx): no flash, no script. */
export function setTheme(theme: Theme): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=31536000; samesite=lax`
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}
