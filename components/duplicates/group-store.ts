import type { DuplicateGroup, DuplicatePage } from '@/lib/duplicates/contract'
import { createStore, type Store } from '../state/create-store'
import { appended, focusAfter, keptOf, listedNow, photoBeside, type Returned } from './group-list'

/** Groups in a page of the list, and how near to the end the next one is asked for. */
export const PAGE = 20
const NEAR = 6
const MOST = 100
/** Milliseconds in which the server makes a group anew that Undo has brought back. */
const RETURNS = 15_000

export interface GroupState {
  groups: readonly DuplicateGroup[]
  next: string | null
  /** How many there are in all. */
  total: number
  /** The id of the group that is looked at. */
  focus: string | null
  /** What was chosen to be kept, by group; what is left out has the proposal. */
  chosen: ReadonlyMap<string, ReadonlySet<string>>
  loading: boolean
  /** Why the list could not be asked for. */
  problem: unknown
}

/** Asks for a page. @throws ApiError */
type FetchPage = (cursor: string | null, limit: number) => Promise<DuplicatePage>

export type GroupStore = ReturnType<typeof createGroupStore>

/** The list of groups on the screen: what is loaded, which one is looked at, what is chosen in it. */
export function createGroupStore(first: DuplicatePage, fetchPage: FetchPage) {
  const store = createStore<GroupState>({
    groups: first.items,
    next: first.next,
    total: first.total ?? first.items.length,
    focus: first.items[0]?.id ?? null,
    chosen: new Map(),
    loading: false,
    problem: null,
  })
  const change = (to: Partial<GroupState>) => store.set({ ...store.get(), ...to })
  const decided = decidedGroups()
  return {
    get: store.get,
    subscribe: store.subscribe,
    ...focusing(store, change),
    ...choosing(store, change),
    ...loading(store, change, decided, fetchPage),
    /** Takes a group out that is decided on, until `putBack` or `settle`. @returns where it stood */
    take(group: DuplicateGroup): number {
      const { groups, focus, total } = store.get()
      const at = groups.findIndex(({ id }) => id === group.id)
      const left = groups.filter(({ id }) => id !== group.id)
      decided.begin(group.id)
      change({ groups: left, total: Math.max(left.length, total - 1), focus: focusAfter(groups, left, focus) })
      return Math.max(0, at)
    },
    /** The server has decided. */
    settle: (id: string) => decided.end(id),
    /**
     * Brings a group back to where it stood.
     * @param isUndone somebody wants it back, and looks at it; the server makes it anew in a moment. Else it was refused to be decided on:
     *   whoever looks at another one by now goes on with that, or the next key would mean the wrong one
     */
    putBack(group: DuplicateGroup, at: number, isUndone: boolean): void {
      decided.forget(group.id)
      if (isUndone) decided.expect({ group, at })
      const { groups, total, focus } = store.get()
      change({
        groups: listedNow(groups, new Set(), [{ group, at }]),
        total: total + 1,
        focus: isUndone || focus === null ? group.id : focus,
      })
    },
    /** Whether Undo has put it back a moment ago. */
    isReturning: (id: string) => decided.returning().some(({ group }) => group.id === id),
  }
}

type Change = (to: Partial<GroupState>) => void

/** What the list of the server does not know yet. */
function decidedGroups() {
  /** By group: when the server has answered. */
  const away = new Map<string, number | null>()
  const back = new Map<string, Returned & { until: number }>()
  const returning = () => [...back.values()].filter(({ until }) => until > Date.now())
  return {
    begin: (id: string) => {
      away.set(id, null)
      back.delete(id)
    },
    end: (id: string) => away.set(id, Date.now()),
    forget: (id: string) => away.delete(id),
    expect: (one: Returned) => back.set(one.group.id, { ...one, until: Date.now() + RETURNS }),
    returning,
    /** A list that was asked for at `since`, as it is now. */
    apply(fetched: readonly DuplicateGroup[], since: number): DuplicateGroup[] {
      const gone = new Set([...away].flatMap(([id, at]) => (at === null || at >= since ? [id] : [])))
      return listedNow(fetched, gone, returning())
    },
  }
}

function focusing(store: Store<GroupState>, change: Change) {
  return {
    focusOn: (id: string) => change({ focus: id }),
    /** Looks at the next group or the one before. @returns whether there is one */
    step(by: 1 | -1): boolean {
      const { groups, focus } = store.get()
      const next = groups[groups.findIndex(({ id }) => id === focus) + by]
      if (next) change({ focus: next.id })
      return next !== undefined
    },
    /** The group that is looked at. */
    focused: (): DuplicateGroup | undefined => focusedOf(store.get()),
  }
}

/** The group that is looked at. */
export function focusedOf({ groups, focus }: Pick<GroupState, 'groups' | 'focus'>): DuplicateGroup | undefined {
  return groups.find(({ id }) => id === focus)
}

function choosing(store: Store<GroupState>, change: Change) {
  const choose = (group: DuplicateGroup, ids: Iterable<string>) =>
    change({ chosen: new Map(store.get().chosen).set(group.id, new Set(ids)) })
  return {
    /** Keeps this photo alone. */
    keepOnly: (group: DuplicateGroup, photoId: string) => choose(group, [photoId]),
    /** Keeps a photo too, or not any more. */
    toggle(group: DuplicateGroup, photoId: string): void {
      const kept = keptOf(group, store.get().chosen)
      if (!kept.delete(photoId)) kept.add(photoId)
      choose(group, kept)
    },
    /** Keeps the photo beside. @param also beside the ones that are kept */
    keepBeside(group: DuplicateGroup, by: 1 | -1, also: boolean): void {
      const kept = keptOf(group, store.get().chosen)
      const id = photoBeside(group, kept, by)
      if (id) choose(group, also ? [...kept, id] : [id])
    },
  }
}

function loading(
  store: Store<GroupState>,
  change: Change,
  decided: ReturnType<typeof decidedGroups>,
  fetchPage: FetchPage,
) {
  const fetchUpTo = async (wanted: number) => {
    let page = await fetchPage(null, Math.min(MOST, Math.max(PAGE, wanted)))
    let items = page.items
    while (page.next !== null && items.length < wanted) {
      page = await fetchPage(page.next, MOST)
      items = appended(items, page.items)
    }
    return { items, next: page.next, total: page.total }
  }
  let last = Promise.resolve()
  const run = async (ask: () => Promise<Partial<GroupState>>) => {
    change({ loading: true })
    try {
      change({ ...(await ask()), problem: null })
    } catch (problem) {
      change({ problem })
    }
    change({ loading: false })
  }
  // One after the other: a page is asked for by where the list before it ended.
  const load = (ask: () => Promise<Partial<GroupState>>) => {
    last = last.then(() => run(ask))
    return last
  }
  return {
    /** Asks for the list again, as far as it was loaded; the same group stays in focus. */
    refresh: () =>
      load(async () => {
        const since = Date.now()
        const { items, next, total } = await fetchUpTo(store.get().groups.length)
        const { groups: old, focus } = store.get()
        const groups = decided.apply(items, since)
        return { groups, next, total: Math.max(groups.length, total ?? 0), focus: focusAfter(old, groups, focus) }
      }),
    /** Asks for the next page. */
    more: () =>
      load(async () => {
        const { next: cursor } = store.get()
        if (cursor === null) return {}
        const since = Date.now()
        const { items, next } = await fetchPage(cursor, PAGE)
        const { groups, focus } = store.get()
        const all = appended(groups, decided.apply(items, since))
        return { groups: all, next, focus: focus ?? all[0]?.id ?? null }
      }),
    /** Whether the next page is wanted soon. */
    isNearEnd(): boolean {
      const { groups, focus, next, loading, problem } = store.get()
      const left = groups.length - groups.findIndex(({ id }) => id === focus)
      return next !== null && !loading && problem === null && left <= NEAR
    },
  }
}
