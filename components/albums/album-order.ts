import { errorSentence } from '@/lib/http/api-error'
import type { Photo } from '@/lib/photos/contract'
import { pageLists } from '../photo-lists/page-lists'
import { showToast } from '../ui/toast-store'

export type OrderStep = 'start' | 'earlier' | 'later' | 'end'

/** Ids moved together, in their order, before another one (null: to the end); the same list when that is no place. */
export function reordered<T extends { id: string }>(
  list: readonly T[],
  ids: ReadonlySet<string>,
  before: string | null,
) {
  if (before !== null && ids.has(before)) return list
  const moving = list.filter(({ id }) => ids.has(id))
  const rest = list.filter(({ id }) => !ids.has(id))
  const at = before === null ? rest.length : rest.findIndex(({ id }) => id === before)
  return at < 0 ? list : [...rest.slice(0, at), ...moving, ...rest.slice(at)]
}

/** Before which photo the chosen ones go by a step; null for the end, undefined when they are there already. */
export function stepTarget(
  list: readonly { id: string }[],
  ids: ReadonlySet<string>,
  step: OrderStep,
): string | null | undefined {
  const rest = list.filter(({ id }) => !ids.has(id))
  if (rest.length === 0) return undefined
  if (step === 'start') return rest[0]?.id
  if (step === 'end') return null
  const first = list.findIndex(({ id }) => ids.has(id))
  const last = list.findLastIndex(({ id }) => ids.has(id))
  if (step === 'earlier') return first > 0 ? list[first - 1]?.id : undefined
  return last < list.length - 1 ? (list[last + 2]?.id ?? null) : undefined
}

/** Moves photos of an album on the screen at once and then on the server; a refusal is said and the order loaded anew. */
export async function moveInAlbum(albumId: string, ids: ReadonlySet<string>, before: string | null): Promise<void> {
  const shown = `albums/${albumId}`
  const list = pageLists.get(shown)
  const moving = list.photos.filter(({ id }) => ids.has(id)).map(({ id }) => id)
  // The end of a list that is not loaded to its end is not to be seen.
  pageLists.change((photos, query, complete) => {
    if (query !== shown) return photos
    return before === null && !complete
      ? photos.filter(({ id }) => !ids.has(id))
      : reordered<Photo>(photos, ids, before)
  })
  try {
    const { reorderAlbum } = await import('./album-calls')
    await reorderAlbum(albumId, { ids: moving, before })
  } catch (error) {
    showToast(errorSentence(error), { tone: 'danger' })
    pageLists.refresh()
  }
}
