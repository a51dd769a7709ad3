/** The orders of a list as people call them; `value` is `sort-order`. The first is of lists of what looks like a photo only. */
const SORT_CHOICES = [
  { value: 'likeness-desc', label: 'Most alike first' },
  { value: 'taken-desc', label: 'Newest first' },
  { value: 'taken-asc', label: 'Oldest first' },
  { value: 'added-desc', label: 'Recently added' },
  { value: 'added-asc', label: 'First added' },
  { value: 'title-asc', label: 'Title A to Z' },
  { value: 'title-desc', label: 'Title Z to A' },
  { value: 'rating-desc', label: 'Best rated' },
  { value: 'rating-asc', label: 'Worst rated' },
  { value: 'bytes-desc', label: 'Largest files' },
  { value: 'bytes-asc', label: 'Smallest files' },
]

const looksLike = (query: string) => new URLSearchParams(query).has('similar')

/** The orders that a query can have. */
export function sortChoices(query: string) {
  return looksLike(query) ? SORT_CHOICES : SORT_CHOICES.slice(1)
}

/** The choice that a list's order is. */
export function sortChoice({ sort, order }: { sort: string; order: string }): string {
  return `${sort}-${order}`
}

/** A query in another order. @param choice a value of SORT_CHOICES */
export function sortedQuery(query: string, choice: string): string {
  const [sort = 'taken', order = 'desc'] = choice.split('-')
  const search = new URLSearchParams(query)
  search.delete('sort')
  search.delete('order')
  if (sort !== (looksLike(query) ? 'likeness' : 'taken')) search.set('sort', sort)
  if (order !== 'desc') search.set('order', order)
  return search.toString()
}
