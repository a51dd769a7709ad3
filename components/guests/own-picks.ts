import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import { isLinkOpen, mayHaveEnded } from '../photo-lists/link-state'
import { createStore } from '../state/create-store'
import { showToast } from '../ui/toast-store'
import { guestName, noteGuestName } from './guest-name'

/** What the visitor of this page has marked: notes by the ids of photos. */
type Notes = ReadonlyMap<string, string>

const calls = () => import('./guest-calls')
const NONE: Notes = new Map()
const notes = createStore<Notes>(NONE)
/** The photo whose note is being written; null for none. */
export const noteOf = createStore<string | null>(null)

let link = ''
let loaded: Promise<void> = Promise.resolve()
/** What is under way about a photo: the next change of it waits. */
const turns = new Map<string, Promise<unknown>>()

/** Follows the marks of a link's visitor from when the page is there. */
export function useOwnPicks(token: string): void {
  useEffect(() => {
    if (link === token) return
    link = token
    notes.set(NONE)
    loaded = load(token)
  }, [token])
}

/** The note on a photo; undefined where it is not marked. */
export function usePick(photoId: string): string | undefined {
  return useSyncExternalStore(
    notes.subscribe,
    useCallback(() => notes.get().get(photoId), [photoId]),
    () => undefined,
  )
}

/** How many photos are marked. */
export function usePickCount(): number {
  return useSyncExternalStore(
    notes.subscribe,
    () => notes.get().size,
    () => 0,
  )
}

/** Marks a photo, or takes the mark off; the first time the visitor is asked for a name. */
export async function togglePick(photoId: string): Promise<void> {
  await loaded
  const note = notes.get().get(photoId)
  if (note === undefined) {
    if ((await guestName(link, 'pick')) !== null) await change(photoId, '')
    return
  }
  if (!(await change(photoId, null)) || note === '') return
  showToast('The heart and its note are gone', { action: { label: 'Undo', run: () => void change(photoId, note) } })
}

/** Writes a note on a photo, which marks it. @returns whether it was kept */
export async function writeNote(photoId: string, note: string): Promise<boolean> {
  if ((await guestName(link, 'pick')) === null) return false
  return change(photoId, note)
}

/** Shows it at once; takes it back and says so where the server does not take it. @param note null takes the mark off */
async function change(photoId: string, note: string | null): Promise<boolean> {
  const before = notes.get().get(photoId) ?? null
  set(photoId, note)
  try {
    await inTurn(photoId, () => send(photoId, note))
    return true
  } catch (error) {
    if ((notes.get().get(photoId) ?? null) === note) set(photoId, before)
    await say(error, '')
    return false
  }
}

async function send(photoId: string, note: string | null): Promise<void> {
  const { putPick, removePick } = await calls()
  if (note === null) return removePick(link, photoId)
  // With the name: the browser may have lost what it is known by.
  const guest = await guestName(link, 'pick')
  await putPick(link, photoId, { note, ...(guest === null ? {} : { guest }) })
}

function inTurn<T>(photoId: string, work: () => Promise<T>): Promise<T> {
  const turn = (turns.get(photoId) ?? Promise.resolve()).then(work, work)
  turns.set(photoId, turn)
  return turn
}

function set(photoId: string, note: string | null): void {
  const next = new Map(notes.get())
  if (note === null) next.delete(photoId)
  else next.set(photoId, note)
  notes.set(next)
}

async function load(token: string): Promise<void> {
  try {
    const { fetchOwnPicks } = await calls()
    const { guest, items } = await fetchOwnPicks(token)
    if (link !== token) return
    if (guest) noteGuestName(token, guest.name)
    notes.set(new Map(items.map(({ photoId, note }) => [photoId, note])))
  } catch (error) {
    if (link === token) link = ''
    await say(error, 'Your hearts did not load. ')
  }
}

/** Of a link that has ended the page says so itself. */
async function say(error: unknown, words: string): Promise<void> {
  if (mayHaveEnded(error) && !(await isLinkOpen())) return
  showToast(`${words}${errorSentence(error)}`, { tone: 'danger' })
}
