import type { Photo } from '@/lib/photos/contract'

/** Milliseconds that a reply may have been on its way when the deletion was done. */
const ON_ITS_WAY = 5_000

interface Deletion {
  done: boolean
}
const deletions = new Map<string, Deletion>()

/** Photos that this tab is deleting: until the deletion is done and a little longer, replies that do not know of it are stale. */
export function beginDeleting(ids: readonly string[]): { done: () => void; takeBack: () => void } {
  const deletion = { done: false }
  for (const id of ids) deletions.set(id, deletion)
  const takeBack = () => {
    for (const id of ids) if (deletions.get(id) === deletion) deletions.delete(id)
  }
  const done = () => {
    deletion.done = true
    setTimeout(takeBack, ON_ITS_WAY)
  }
  return { done, takeBack }
}

/** There is news of a photo, it may have come back elsewhere: what is asked for from now on knows whether it has. */
export function hearOfDeleted(id: string): void {
  if (deletions.get(id)?.done) deletions.delete(id)
}

/** Whether a reply shows a photo as it was before it was deleted here. */
export function isStale({ id, deletedAt }: Pick<Photo, 'id' | 'deletedAt'>): boolean {
  return !deletedAt && deletions.has(id)
}
