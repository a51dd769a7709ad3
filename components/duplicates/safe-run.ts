import type { ResolveSafe } from '@/lib/duplicates/contract'
import { errorSentence } from '@/lib/http/api-error'
import { counted, countPhotos } from '@/lib/media/plural'
import { randomId } from '@/lib/media/random-id'
import { showToast } from '../ui/toast-store'
import { decisionUndos } from './decision-undos'
import { resolveSafe } from './duplicate-calls'
import { remembered } from './remembered'
import { endRun, safeRun } from './safe-progress'
import { offerTakeBack } from './take-back'

export type SafeKind = ResolveSafe['kind']
/** Groups that are asked about, and changed, at a time. */
const AT_ONCE = 50

/** What would happen to the groups of a kind. */
export interface SafeCount {
  kind: SafeKind
  groups: number
  /** Photos that would go. */
  photos: number
  /** Groups of the kind that a person has to look at. */
  left: number
  until: string
}

/**
 * Counts the groups of a kind that can be decided on at once; nothing is changed.
 * @param most the most requests; what is behind them is not counted
 * @returns and whether there are more
 * @throws ApiError
 */
export async function countSafe(
  kind: SafeKind,
  most = Number.POSITIVE_INFINITY,
): Promise<SafeCount & { more: boolean }> {
  const sum = { kind, groups: 0, photos: 0, left: 0, until: '' }
  let cursor: string | undefined
  for (let asked = 0; ; asked++) {
    if (asked === most) return { ...sum, more: true }
    const reply = await resolveSafe({
      kind,
      dryRun: true,
      limit: AT_ONCE,
      cursor,
      ...(sum.until && { until: sum.until }),
    })
    sum.groups += reply.groups
    sum.photos += reply.changed
    sum.left += reply.left
    sum.until = reply.until
    if (reply.next === null) return { ...sum, more: false }
    cursor = reply.next
  }
}

/** Has the run end after what is under way. */
export function stopSafeRun(): void {
  const run = safeRun.get()
  if (run) safeRun.set({ ...run, isStopping: true })
}

/** Decides on all that was counted, some groups at a time, says so and offers to take all of it back. */
export async function runSafe(counts: readonly SafeCount[]): Promise<void> {
  if (safeRun.get()) return
  const total = counts.reduce((sum, { groups }) => sum + groups, 0)
  safeRun.set({ word: 'Moving', done: 0, total, isStopping: false })
  window.addEventListener('beforeunload', warn)
  let key: string | undefined
  let photos = 0
  let groups = 0
  let problem: unknown = null
  try {
    for (const count of counts) {
      await eachPage(count, async (ask) => {
        const undo = randomId()
        key ??= undo
        const reply = await remembered(undo, key, () => ask(undo))
        photos += reply.changed
        groups += reply.groups
        const run = safeRun.get()
        if (run) safeRun.set({ ...run, done: groups })
        return reply
      })
    }
  } catch (error) {
    problem = error
  }
  window.removeEventListener('beforeunload', warn)
  if (key) decisionUndos.release(key)
  endRun()
  if (problem) showToast(`Not all was done. ${errorSentence(problem)}`, { tone: 'danger' })
  if (groups === 0) return void (problem ?? showToast('Nothing had to be done.'))
  const message = `${countPhotos(photos)} of ${counted(groups, 'group')} moved to the trash.`
  if (key && decisionUndos.find(key)) offerTakeBack(message, key)
  else showToast(message)
}

/** The run would break off. */
function warn(event: BeforeUnloadEvent): void {
  event.preventDefault()
}

type Reply = ReturnType<typeof resolveSafe>

async function eachPage({ kind, until }: SafeCount, decide: (ask: (undo: string) => Reply) => Reply): Promise<void> {
  let cursor: string | null | undefined
  while (cursor !== null && !safeRun.get()?.isStopping) {
    const from = cursor && { cursor }
    const reply = await decide((undo) => resolveSafe({ kind, until, limit: AT_ONCE, undo, ...from }))
    cursor = reply.next
  }
}
