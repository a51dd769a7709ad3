/** A folder on the way from the source down to the one that is shown. */
export interface Crumb {
  name: string
  prefix: string
}

/** What a folder is called; a key with two slashes in a row has one without a name. */
export function folderName(name: string): string {
  return name === '' ? '(no name)' : name
}

/**
 * The folders of a prefix, from the outermost to itself. Keys are split at slashes and taken literally: `.` and `..` are names like any other.
 * @param prefix ends with a slash, or is empty: the source itself
 * @param root what every key of the source begins with: no folders of their own
 */
export function crumbsOf(prefix: string, root = ''): Crumb[] {
  const parts = prefix.split('/').slice(0, -1)
  const crumbs = parts.map((part, at) => ({ name: folderName(part), prefix: `${parts.slice(0, at + 1).join('/')}/` }))
  return prefix.startsWith(root) ? crumbs.filter((crumb) => crumb.prefix.length > root.length) : crumbs
}

/** The folder a source begins in: its prefix up to the last slash, below which all its keys lie. */
export function rootOf({ prefix }: { prefix: string }): string {
  return prefix.slice(0, prefix.lastIndexOf('/') + 1)
}

/** The page of a folder. @param prefix empty for the source itself */
export function folderHref(sourceId: string, prefix = ''): string {
  return `/folders?${folderQuery(sourceId, prefix)}`
}

/** The filter of a folder's photos as URL parameters. */
export function folderQuery(sourceId: string, prefix: string): string {
  const search = new URLSearchParams({ source: sourceId })
  if (prefix) search.set('folder', prefix)
  return search.toString()
}
