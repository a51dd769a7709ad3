/** The orders of a list, `sort-order`, and what people call them. */
const SORT_CHOICES = {
  'taken-desc': 'Newest first',
  'taken-asc': 'Oldest first',
  'added-desc': 'Recently added',
  'added-asc': 'First added',
  'title-asc': 'Title A to Z',
  'title-desc': 'Title Z to A',
  'rating-desc': 'Best rated',
  'rating-asc': 'Worst rated',
  'bytes-desc': 'Largest files',
  'bytes-asc': 'Smallest files',
}

const looksLike = (query: string) => new URLSearchParams(query).has('similar')

/** The orders that a query can have, each with what people call it. */
export function sortChoices(query: string): [choice: string, label: string][] {
  return Object.entries(looksLike(query) ? { 'likeness-desc': 'Most alike first', ...SORT_CHOICES } : SORT_CHOICES)
}

/** The choice that a list's order is. */
export function sortChoice({ sort, order }: { sort: string; order: string }): string {
  return `${sort}-${order}`
}

/** A query in another order. @param choice one of sortChoices */
export function sortedQuery(query: string, choice: string): string {
  const [sort = 'taken', order = 'desc'] = choice.split('-')
  const search = new URLSearchParams(query)
  search.delete('sort')
  search.delete('order')
  if (sort !== (looksLike(query) ? 'likeness' : 'taken')) search.set('sort', sort)
  if (order !== 'desc') search.set('order', order)
  return search.toString()
}
