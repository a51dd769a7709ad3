import { type Shortcut, useShortcuts } from '../keys/shortcuts'
import { undoLast } from '../photo-lists/last-undo'
import { showToast } from '../ui/toast-store'
import type { Decider } from './decide'
import type { GroupStore } from './group-store'

interface GroupKeys {
  store: GroupStore
  decider: Decider
  /** Compares two of the group. @param blinks one and then the other */
  onCompare: (blinks: boolean) => void
}

/** Keys that work on the group that is looked at. */
export function useGroupKeys({ store, decider, onCompare }: GroupKeys): void {
  const move = (by: 1 | -1) => (event: KeyboardEvent) => {
    const group = store.focused()
    if (group && group.kind !== 'companion') store.keepBeside(group, by, event.shiftKey)
  }
  const choose = (event: KeyboardEvent) => {
    const group = store.focused()
    const photo = group?.photos[Number(event.key) - 1]
    if (group && photo && group.kind !== 'companion') store.keepOnly(group, photo.id)
  }
  const decide = (action: 'trash' | 'not_duplicates') => (event: KeyboardEvent) => {
    // What has the focus knows itself what Enter means; and a key that is held decides once.
    if (event.key === 'Enter' && isControl(event.target)) return false
    if (!event.repeat && store.focused()?.kind !== 'companion') void decider.decide(action)
    return true
  }
  const keys: Shortcut[] = [
    { keys: ['j', 'ArrowDown'], label: 'Next group', run: () => void store.step(1) },
    { keys: ['k', 'ArrowUp'], label: 'Previous group', run: () => void store.step(-1) },
    { keys: ['ArrowLeft'], label: 'Keep the photo before', run: move(-1) },
    { keys: ['ArrowRight'], label: 'Keep the next photo', run: move(1) },
    { keys: DIGITS, label: 'Keep one of the first nine photos', run: choose },
    { keys: ['Enter'], label: 'Keep this, the others to the trash', run: decide('trash') },
    { keys: ['n'], label: 'Keep all: not duplicates', run: decide('not_duplicates') },
    { keys: ['z'], label: 'Undo the last decision', run: () => void (decider.undo() || showToast(NOTHING_TO_UNDO)) },
    { keys: ['Mod+z'], label: 'Undo the last change', run: undoLast },
    { keys: ['c'], label: 'Compare', run: () => onCompare(false) },
    { keys: ['b'], label: 'Blink', run: () => onCompare(true) },
  ]
  useShortcuts(keys)
}

const NOTHING_TO_UNDO = 'There is nothing to undo. Decisions can be taken back for ten minutes.'

const DIGITS = Array.from({ length: 9 }, (_, at) => String(at + 1))

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a, button, select, [role="slider"]') !== null
}
