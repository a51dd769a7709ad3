/** The cookie of the last day for which one has closed what is shown of other years. */
export const MEMORIES_COOKIE = 'albumen-memories'

/** Closes it for a day. @param day `2026-11-28` */
export function closeMemories(day: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${MEMORIES_COOKIE}=${day}; path=/; max-age=172800; samesite=lax`
}
