import { errorSentence } from '@/lib/http/api-error'
import { countPhotos } from '@/lib/media/plural'
import type { BatchReply, BatchSet } from '@/lib/photos/batch-contract'
import { undoable } from '../photo-lists/last-undo'
import { pageLists } from '../photo-lists/page-lists'
import { turnedPhoto } from '../photo-lists/turned-photo'
import { showToast } from '../ui/toast-store'
import { announceBatch } from './announce-batch'
import { type BatchTarget, selectOf, sizeOf } from './batch-target'

const calls = () => import('./batch-calls')

/** What a batch does, and how it is told afterwards: `12 photos rated`. */
export interface BatchAct {
  /** The change; `trash` moves to the trash. */
  set: BatchSet | 'trash'
  /** What follows the number: `moved to the trash`. */
  done: string
  /** Told after it, and after its undo. */
  changed?: () => void
}

/** How many photos an act would change; nothing is changed. */
export async function tryBatch(target: BatchTarget, { set }: BatchAct): Promise<BatchReply> {
  const { trashMany, updateMany } = await calls()
  return set === 'trash' ? trashMany(selectOf(target), true) : updateMany(selectOf(target), set, true)
}

/** Changes the photos, says so and offers Undo; a refusal is said too. @returns whether it worked */
export function runBatch(target: BatchTarget, act: BatchAct): Promise<boolean> {
  return undoable(change(target, act))
}

async function change(target: BatchTarget, { set, done, changed }: BatchAct): Promise<boolean> {
  const putBack = turnAtOnce(target, set)
  try {
    const { trashMany, updateMany } = await calls()
    const reply = set === 'trash' ? await trashMany(selectOf(target)) : await updateMany(selectOf(target), set)
    if (reply.changed === 0) showToast('Nothing had to be changed.')
    else announceBatch(`${countPhotos(reply.changed)} ${done}`, reply.undo, changed)
    pageLists.refresh()
    changed?.()
    return true
  } catch (error) {
    putBack()
    showToast(errorSentence(error), { tone: 'danger' })
    return false
  }
}

/** Shows the photos turned while the server is still asked. @returns puts them back */
function turnAtOnce(target: BatchTarget, set: BatchAct['set']): () => void {
  if (target.kind !== 'photos' || set === 'trash' || set.rotate === undefined) return () => undefined
  const by = set.rotate
  const mine = target.photos.filter(({ permissions }) => permissions.edit)
  return pageLists.update(new Set(mine.map(({ id }) => id)), (photo) => turnedPhoto(photo, by))
}

/** Asks for a zip of the photos and lets the browser save it. */
export async function downloadZip(target: BatchTarget, name?: string): Promise<void> {
  try {
    if (sizeOf(target) > 1) showToast(`Making a zip of ${countPhotos(sizeOf(target))}`)
    const { requestZip } = await calls()
    const { url } = await requestZip(selectOf(target), name)
    const link = document.createElement('a')
    link.href = url
    link.download = ''
    document.body.append(link)
    link.click()
    link.remove()
  } catch (error) {
    showToast(errorSentence(error), { tone: 'danger' })
  }
}
