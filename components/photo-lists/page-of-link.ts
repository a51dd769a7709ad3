/** The token of the share link that this page is seen through; null on every other page. Browser only. */
export function linkOfPage(): string | null {
  return /^\/s\/([0-9A-Za-z]+)/.exec(window.location.pathname)?.[1] ?? null
}

/** Where the API has what this page shows: below its share link, where it is seen through one. Browser only. */
export function apiOfPage(): string {
  const token = linkOfPage()
  return token === null ? '/api/v1' : `/api/v1/links/${token}`
}
