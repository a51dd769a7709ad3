'use client'
import { Suspense, useSyncExternalStore } from 'react'
import { useShortcuts } from '../keys/shortcuts'
import { lazily } from '../ui/lazily'
import { nameQuestion } from './guest-name'
import { noteOf, togglePick, useOwnPicks } from './own-picks'

const NameDialog = lazily(() => import('./name-dialog').then((module) => module.NameDialog))
const NoteDialog = lazily(() => import('./note-dialog').then((module) => module.NoteDialog))

/** The questions that a visitor of a link may be asked. Mounted once on its pages, where it lets visitors mark or add photos. */
export function GuestHost() {
  const question = useSyncExternalStore(nameQuestion.subscribe, nameQuestion.get, () => null)
  const photoId = useSyncExternalStore(noteOf.subscribe, noteOf.get, () => null)
  return (
    <Suspense>
      {photoId !== null && question === null && <NoteDialog photoId={photoId} onClose={() => noteOf.set(null)} />}
      {question && <NameDialog {...question} />}
    </Suspense>
  )
}

/** Keeps the marks of a link's visitor, and the key that sets one on the tile that has the focus. */
export function PickKeeper({ token }: { token: string }) {
  useOwnPicks(token)
  useShortcuts([{ keys: ['h'], label: 'Heart', run: pickFocused }])
  return null
}

function pickFocused(): false | undefined {
  const id = document.activeElement?.closest<HTMLElement>('[data-photo]')?.dataset.photo
  if (id === undefined) return false
  void togglePick(id)
  return undefined
}
