/** The cookie that tells the server which day it is where the person is. */
export const ZONE_COOKIE = 'albumen-zone'

/** Keeps the browser's time zone for a year, so that pages can speak of today. */
export function rememberZone(): void {
  const zone = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone)
  if (document.cookie.split('; ').includes(`${ZONE_COOKIE}=${zone}`)) return
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${ZONE_COOKIE}=${zone}; path=/; max-age=31536000; samesite=lax`
}
