// Whose uploads these are: known from the page, since a session may have ended before the first file is chosen.
let owner: string | null = null

/** Notes the username of the person this page was made for. */
export function setUploadOwner(username: string | null): void {
  owner = username
}

/** The username of the person this page was made for; null when nobody was logged in. */
export function uploadOwner(): string | null {
  return owner
}
