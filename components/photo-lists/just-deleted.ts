import type { Photo } from '@/lib/photos/contract'

/** Milliseconds that a reply may have been on its way when the deletion was done. */
const ON_ITS_WAY = 5_000

const deleted = new Map<string, symbol>()

/** Photos that this tab is deleting: until the deletion is done and a little longer, replies that do not know of it are stale. */
export function beginDeleting(ids: readonly string[]): { done: () => void; takeBack: () => void } {
  const mark = Symbol()
  for (const id of ids) deleted.set(id, mark)
  const takeBack = () => {
    for (const id of ids) if (deleted.get(id) === mark) deleted.delete(id)
  }
  return { done: () => setTimeout(takeBack, ON_ITS_WAY), takeBack }
}

/** Whether a reply shows a photo as it was before it was deleted here. */
export function isStale({ id, deletedAt }: Pick<Photo, 'id' | 'deletedAt'>): boolean {
  return !deletedAt && deleted.has(id)
}
