import { useSyncExternalStore } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import type { Photo } from '@/lib/photos/contract'
import { rememberUndo } from '../photo-lists/last-undo'
import { pageLists } from '../photo-lists/page-lists'
import { showToast } from '../ui/toast-store'

/** Milliseconds for which what a person wants stands over replies that may have been on their way before. */
const SETTLES = 5_000

/** How photos are wanted that were turned here a moment ago: what the lists hold may be older. */
let wanted: ReadonlyMap<string, Photo['rotation']> = new Map()
const saving = new Set<string>()
const listeners = new Set<() => void>()

function want(id: string, rotation: Photo['rotation'] | null): void {
  const next = new Map(wanted)
  if (rotation === null) next.delete(id)
  else next.set(id, rotation)
  wanted = next
  for (const tell of listeners) tell()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** How photos are wanted, by id. */
export function useWantedTurns(): ReadonlyMap<string, Photo['rotation']> {
  return useSyncExternalStore(
    subscribe,
    () => wanted,
    () => wanted,
  )
}

/** Photos as they are wanted. */
export function asWanted(photos: readonly Photo[], turns: ReadonlyMap<string, Photo['rotation']>): readonly Photo[] {
  if (turns.size === 0) return photos
  return photos.map((photo) => {
    const rotation = turns.get(photo.id)
    return rotation === undefined || rotation === photo.rotation ? photo : { ...photo, rotation }
  })
}

/** Turns a photo: shown at once, saved behind that, put back and said when the server refuses. @param by degrees clockwise */
export function turnPhoto(photo: Photo, by: 90 | 270): void {
  turn(photo, by)
  rememberUndo(() => turn(photo, 360 - by))
}

function turn(photo: Photo, by: number): void {
  const before = wanted.get(photo.id) ?? photo.rotation
  want(photo.id, ((before + by) % 360) as Photo['rotation'])
  void save(photo.id)
}

/** One request at a time for each photo: the last turn is the one that stays. */
async function save(id: string): Promise<void> {
  if (saving.has(id)) return
  saving.add(id)
  try {
    const { changePhoto } = await import('../photo-lists/photo-calls')
    for (;;) {
      const rotation = wanted.get(id)
      if (rotation === undefined) break
      const saved = await changePhoto(id, { rotation })
      if (wanted.get(id) !== rotation) continue
      pageLists.update(new Set([id]), () => saved)
      setTimeout(() => wanted.get(id) === rotation && !saving.has(id) && want(id, null), SETTLES)
      break
    }
  } catch (error) {
    want(id, null)
    showToast(errorSentence(error), { tone: 'danger' })
  } finally {
    saving.delete(id)
  }
}
