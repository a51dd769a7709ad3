/** A tag as people read it: the levels of a path with signs between them. */
export function tagWords(tag: string): string {
  return tag
    .split('/')
    .map((level) => level.trim())
    .filter((level) => level !== '')
    .join(' › ')
}
