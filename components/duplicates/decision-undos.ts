import * as z from 'zod'
import { createStore } from '../state/create-store'

const KEY = 'albumen.duplicates.undos'
/** Milliseconds for which the server can take a change back. */
export const UNDO_FOR = 10 * 60_000

const Kept = z.object({
  account: z.string(),
  entries: z.array(
    z.object({
      key: z.uuid(),
      undos: z.array(z.object({ id: z.uuid(), at: z.number(), isSure: z.boolean().default(true) })).min(1),
    }),
  ),
})

/** A decision, or a run over many groups: what takes it back. */
export interface UndoEntry {
  /** The first undo of it. */
  key: string
  /** With when, and whether the server has answered: until then it may have been done or not. */
  undos: readonly { id: string; at: number; isSure: boolean }[]
  /** Made before this page was loaded. */
  isFromBefore: boolean
}

type Entries = readonly UndoEntry[]
type Place = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/**
 * What was decided in the last ten minutes on groups of duplicates, in its order. It outlasts a reload of the tab.
 * @param place where it is kept; may throw
 */
export function createDecisionUndos(place: () => Place = () => sessionStorage) {
  const store = createStore<Entries>([])
  const held = new Set<string>()
  let owner: string | null = null
  const change = (entries: Entries) => {
    store.set(entries)
    if (owner !== null) write(place, owner, entries)
  }
  /** Lets go of what is older than ten minutes. */
  const prune = (): Entries => {
    const entries = recent(store.get())
    if (countOf(entries) !== countOf(store.get())) change(entries)
    return entries
  }
  const find = (key: string) => store.get().find((entry) => entry.key === key)
  const put = (undo: UndoEntry['undos'][number], key: string): void => {
    const entries = prune()
    const added = ({ undos }: UndoEntry) => [...undos.filter(({ id }) => id !== undo.id), undo]
    if (find(key)) change(entries.map((one) => (one.key === key ? { ...one, undos: added(one) } : one)))
    else change([...entries, { key, undos: [undo], isFromBefore: false }])
  }
  return {
    get: store.get,
    subscribe: store.subscribe,
    prune,
    find,
    /** Goes on with what this account has left in the tab. What another one left goes. */
    open(account: string): void {
      if (owner === account) return void prune()
      owner = account
      held.clear()
      change(recent(read(place, account)))
    },
    /** Keeps the undo of what is about to be sent: the page may be gone when the reply arrives. @param key of the run that it belongs to */
    expect: (id: string, key = id): void => put({ id, at: Date.now(), isSure: false }, key),
    /** Keeps the undo of what the server has done. @param key of the run that it belongs to */
    add: (id: string, key = id): void => put({ id, at: Date.now(), isSure: true }, key),
    /** An undo is used, or of no use. */
    drop(id: string): void {
      const left = store.get().map((one) => ({ ...one, undos: one.undos.filter((undo) => undo.id !== id) }))
      change(left.filter(({ undos }) => undos.length > 0))
    },
    /** Keeps an entry from being taken back until `release`. @returns false when it is held already, or not there */
    hold(key: string): boolean {
      if (held.has(key) || !find(key)) return false
      held.add(key)
      return true
    },
    release: (key: string) => void held.delete(key),
    /** The last one that nobody takes back just now. @param fromBefore only of before the page was loaded */
    last: (fromBefore = false): UndoEntry | undefined =>
      prune().findLast(({ key, isFromBefore }) => !held.has(key) && (isFromBefore || !fromBefore)),
  }
}

/** The one of this tab. */
export const decisionUndos = createDecisionUndos()

function recent(entries: Entries): Entries {
  const since = Date.now() - UNDO_FOR
  const left = entries.map((entry) => ({ ...entry, undos: entry.undos.filter(({ at }) => at > since) }))
  return left.filter(({ undos }) => undos.length > 0)
}

function countOf(entries: Entries): number {
  return entries.reduce((sum, { undos }) => sum + undos.length, 0)
}

function read(place: () => Place, account: string): Entries {
  try {
    const kept = Kept.parse(JSON.parse(place().getItem(KEY) ?? 'null'))
    return kept.account === account ? kept.entries.map((entry) => ({ ...entry, isFromBefore: true })) : []
  } catch {
    // Nothing is kept, or nothing that could be read: there is nothing to take back.
    return []
  }
}

function write(place: () => Place, account: string, entries: Entries): void {
  try {
    if (entries.length === 0) place().removeItem(KEY)
    else place().setItem(KEY, JSON.stringify({ account, entries }))
  } catch {
    // Storage may be off: until the page is loaded again it is known all the same.
  }
}
