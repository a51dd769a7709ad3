import type { DuplicateGroup, ResolveDuplicates } from '@/lib/duplicates/contract'
import { ApiError, errorSentence } from '@/lib/http/api-error'
import { undoMany } from '../batch/batch-calls'
import { rememberUndo } from '../photo-lists/last-undo'
import { pageLists } from '../photo-lists/page-lists'
import { sourceFileWords } from '../photo-lists/photo-changes'
import { dismissToast, showToast } from '../ui/toast-store'
import { resolveGroup } from './duplicate-calls'
import { decisionWords } from './duplicate-words'
import { keptOf } from './group-list'
import type { GroupStore } from './group-store'

/** How often, and after how many milliseconds, a group is asked for that Undo has just brought back. */
const TRIES = 20
const PAUSE = 250

type Action = ResolveDuplicates['action']

/** Decides on groups, says so and takes decisions back, the last one first. */
export function createDecider(store: GroupStore, refreshSoon: () => void) {
  const undos: (() => void)[] = []
  let toast = 0

  const remember = (message: string, takeBack: () => Promise<void>) => {
    const run = rememberUndo(() => {
      const at = undos.indexOf(run)
      if (at >= 0) undos.splice(at, 1)
      dismissToast(toast)
      void takeBack()
    })
    undos.push(run)
    // One at a time: whoever goes through hundreds takes back the last one, and then the one before.
    dismissToast(toast)
    toast = showToast(message, { action: { label: 'Undo', run } })
  }

  /** @returns whether it was done */
  const decide = async (action: Action): Promise<boolean> => {
    const group = store.focused()
    if (!group) return false
    const photos = group.photos.map(({ id }) => id)
    const keep = action === 'trash' ? [...keptOf(group, store.get().chosen)] : photos
    if (keep.length === 0 || (action === 'trash' && keep.length === photos.length)) return sayNothingGoes(keep.length)
    const isNew = store.isReturning(group.id)
    const at = store.take(group)
    try {
      const reply = await patiently(isNew, () => resolveGroup(group.id, { action, keep, photos }))
      store.settle(group.id)
      const going = group.photos.filter(({ id }) => action === 'trash' && !keep.includes(id))
      const undo = reply.undo
      const message = `${decisionWords(group, reply)}${sourceFileWords(going)}`
      if (undo === undefined) showToast(message)
      else remember(message, () => takeBack(store, group, at, undo, refreshSoon))
      pageLists.refresh()
      refreshSoon()
      return true
    } catch (error) {
      store.putBack(group, at, false)
      refuse(store, group, error)
      if (hasChanged(error)) await store.refresh()
      return false
    }
  }
  /** Takes back the last decision that was not taken back. @returns false when there is none */
  const undo = (): boolean => {
    const last = undos.at(-1)
    last?.()
    return last !== undefined
  }
  return { decide, undo, remember }
}

export type Decider = ReturnType<typeof createDecider>

function sayNothingGoes(kept: number): false {
  showToast(
    kept === 0
      ? 'Choose what to keep first.'
      : 'All are chosen to be kept, so nothing would go. If they are no duplicates, press N.',
  )
  return false
}

async function takeBack(
  store: GroupStore,
  group: DuplicateGroup,
  at: number,
  undo: string,
  refreshSoon: () => void,
): Promise<void> {
  store.putBack(group, at, true)
  try {
    await undoMany(undo)
    showToast('Undone')
  } catch (error) {
    store.take(group)
    store.settle(group.id)
    showToast(errorSentence(error), { tone: 'danger' })
  }
  pageLists.refresh()
  refreshSoon()
}

/** A group that was put back is made anew by a job: until then nobody finds it. */
async function patiently<T>(isNew: boolean, ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask()
    } catch (error) {
      if (!isNew || tries === TRIES || !(error instanceof ApiError) || error.status !== 404) throw error
      await new Promise((resolve) => setTimeout(resolve, PAUSE))
    }
  }
}

function hasChanged(error: unknown): boolean {
  return error instanceof ApiError && [404, 409, 422].includes(error.status)
}

/** Says why nothing was done to a group. Another one is looked at by now: the way back is offered, not taken, or the next key would mean the wrong one. */
function refuse(store: GroupStore, group: DuplicateGroup, error: unknown): void {
  const isElsewhere = store.get().focus !== group.id
  const which = isElsewhere ? 'The group before has' : 'This group has'
  const message = hasChanged(error) ? `${which} changed meanwhile. Nothing was done to it.` : errorSentence(error)
  const back = { label: 'Look at it', run: () => store.focusOn(group.id) }
  showToast(message, { tone: 'danger', ...(isElsewhere ? { action: back } : {}) })
}
