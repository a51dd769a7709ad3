/** A list of one's own photos that has a place of its own in the navigation. */
export interface Collection {
  label: string
  /** Its filter as canonical URL parameters. */
  query: string
}

/** The lists that lead from one's own gallery, in order. */
export const COLLECTIONS: readonly Collection[] = [
  { label: 'Favourites', query: 'owner=me&favourite=true' },
  { label: 'Recently added', query: 'owner=me&sort=added' },
  { label: 'Archive', query: 'owner=me&archived=true' },
]
