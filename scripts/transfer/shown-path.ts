/** A path as it is printed: on one line, nothing that steers a terminal. */
export function shownPath(folder: string, name: string): string {
  const path = folder === '' ? name : name === '' ? `${folder}/` : `${folder}/${name}`
  return shownText(path === '' ? '.' : path)
}

/** A text without what would steer the terminal or turn its direction round. */
export function shownText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\u{fffd}')
}
