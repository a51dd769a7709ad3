import type { DuplicateGroup, ResolveDuplicates } from '@/lib/duplicates/contract'
import { ApiError, errorSentence } from '@/lib/http/api-error'
import { randomId } from '@/lib/media/random-id'
import { undoMany } from '../batch/batch-calls'
import { rememberUndo } from '../photo-lists/last-undo'
import { pageLists } from '../photo-lists/page-lists'
import { sourceFileWords } from '../photo-lists/photo-changes'
import { dismissToast, showToast } from '../ui/toast-store'
import { decisionUndos } from './decision-undos'
import { resolveGroup } from './duplicate-calls'
import { decisionWords, undoneWords } from './duplicate-words'
import { keptOf } from './group-list'
import type { GroupStore } from './group-store'
import { remembered } from './remembered'
import { isOver, takeBackKept } from './take-back'

/** How often, and after how many milliseconds, a group is asked for that Undo has just brought back. */
const TRIES = 20
const PAUSE = 250

type Action = ResolveDuplicates['action']

/** Decides on groups, says so and takes decisions back, the last one first. */
export function createDecider(store: GroupStore, refreshSoon: () => void) {
  /** How decisions of this page are taken back, by their undo: the group stands in its place at once. */
  const roads = new Map<string, () => void>()
  let toast = 0

  const remember = (message: string, undo: string, takeBack: () => Promise<void>) => {
    const run = rememberUndo(() => {
      roads.delete(undo)
      dismissToast(toast)
      if (decisionUndos.hold(undo)) void takeBack()
    })
    roads.set(undo, run)
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
    const undo = randomId()
    try {
      const ask = () => resolveGroup(group.id, { action, keep, photos, undo })
      const reply = await remembered(undo, undo, () => patiently(isNew, ask))
      store.settle(group.id)
      const going = group.photos.filter(({ id }) => !keep.includes(id))
      const message = `${decisionWords(group, reply)}${sourceFileWords(going)}`
      if (reply.undo === undefined) showToast(message)
      else remember(message, undo, () => takeBack(store, group, at, undo, refreshSoon))
      pageLists.refresh()
      refreshSoon()
      return true
    } catch (error) {
      await putBackRefused(store, group, at, error)
      return false
    } finally {
      decisionUndos.release(undo)
    }
  }
  /**
   * Takes back the last decision, or run over many groups, that was not taken back.
   * @param fromBefore only of before the page was loaded
   * @returns false when there is none
   */
  const undo = (fromBefore = false): boolean => {
    const last = decisionUndos.last(fromBefore)
    if (!last) return false
    const road = roads.get(last.key)
    if (road) road()
    else void takeBackKept(last.key)
    return true
  }
  return { decide, undo }
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
    const { kept = [] } = await undoMany(undo)
    decisionUndos.drop(undo)
    showToast(undoneWords(kept))
  } catch (error) {
    if (isOver(error)) decisionUndos.drop(undo)
    store.take(group)
    store.settle(group.id)
    showToast(errorSentence(error), { tone: 'danger' })
  }
  decisionUndos.release(undo)
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

async function putBackRefused(store: GroupStore, group: DuplicateGroup, at: number, error: unknown): Promise<void> {
  store.putBack(group, at, false)
  refuse(store, group, error)
  if (hasChanged(error)) await store.refresh()
}

/** Says why nothing was done to a group. Another one is looked at by now: the way back is offered, not taken, or the next key would mean the wrong one. */
function refuse(store: GroupStore, group: DuplicateGroup, error: unknown): void {
  const isElsewhere = store.get().focus !== group.id
  const which = isElsewhere ? 'The group before has' : 'This group has'
  const message = hasChanged(error) ? `${which} changed meanwhile. Nothing was done to it.` : errorSentence(error)
  const back = { label: 'Look at it', run: () => store.focusOn(group.id) }
  showToast(message, { tone: 'danger', ...(isElsewhere ? { action: back } : {}) })
}
