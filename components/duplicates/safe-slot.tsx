'use client'
import { Sparkles } from 'lucide-react'
import { Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { formatNumber } from '@/lib/media/format-number'
import { plural } from '@/lib/media/plural'
import { Button } from '../ui/button'
import { lazily } from '../ui/lazily'
import { Progress } from '../ui/progress'
import { safeRun, safeRuns } from './safe-progress'
import { countSafe, stopSafeRun } from './safe-run'

const SafeDialog = lazily(() => import('./safe-dialog').then((module) => module.SafeDialog))

/** Milliseconds of rest after which the safe ones are counted anew: somebody may be going through them. */
const REST = 1_500

/** Many groups at once: how many nobody has to look at, and how far a run is that is under way. */
export function SafeSlot({ total }: { total: number }) {
  const run = useSyncExternalStore(safeRun.subscribe, safeRun.get, () => null)
  const runs = useSyncExternalStore(safeRuns.subscribe, safeRuns.get, () => 0)
  const count = useSafeCount(total, runs)
  const [asked, setAsked] = useState(false)
  if (run) {
    const { word, done, total: of, isStopping } = run
    return (
      <div role="status" className="flex min-w-0 items-center gap-4 max-sm:basis-full">
        <Progress value={of > 0 ? done / of : null} label={word} className="w-40 max-sm:w-auto max-sm:flex-1" />
        <span className="tabular text-muted">
          {word}: {formatNumber(done)} of {formatNumber(of)}
        </span>
        {word === 'Moving' && (
          <Button size="small" disabled={isStopping} onClick={stopSafeRun}>
            Stop
          </Button>
        )}
      </div>
    )
  }
  if (!count || count.groups === 0) return null
  const number = `${formatNumber(count.groups)}${count.more ? '+' : ''}`
  return (
    <>
      <Button
        onClick={() => setAsked(true)}
        className="max-sm:px-2.5"
        data-tip="Copies with the same bytes, and smaller copies of a picture that is kept"
      >
        <Sparkles aria-hidden size={18} strokeWidth={1.75} />
        <span>
          <span className="max-sm:sr-only">Clean up </span>
          {number}
          <span className="max-sm:sr-only"> safe {plural(count.groups, 'group')}…</span>
        </span>
      </Button>
      {asked && (
        <Suspense>
          <SafeDialog onClose={() => setAsked(false)} />
        </Suspense>
      )}
    </>
  )
}

/** Of the first groups: the dialog counts all of them. */
function useSafeCount(total: number, runs: number): { groups: number; more: boolean } | null {
  const [count, setCount] = useState<{ groups: number; more: boolean } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted anew when groups came or went
  useEffect(() => {
    if (total === 0) return setCount(null)
    let ended = false
    const ask = async () => {
      // Without an answer nothing is offered.
      const counts = await Promise.all([countSafe('same_bytes', 1), countSafe('resaved', 1)]).catch(() => null)
      if (ended || !counts) return
      setCount({ groups: counts[0].groups + counts[1].groups, more: counts.some(({ more }) => more) })
    }
    const timer = setTimeout(ask, REST)
    return () => {
      ended = true
      clearTimeout(timer)
    }
  }, [total, runs])
  return count
}
