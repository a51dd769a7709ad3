'use client'
import { useEffect, useSyncExternalStore } from 'react'
import { Button } from '../ui/button'
import { decisionUndos, UNDO_FOR, type UndoEntry } from './decision-undos'

const NONE: readonly UndoEntry[] = []

/** Says that decisions of before a reload can be taken back, as long as they can. */
export function UndoNotice({ onUndo }: { onUndo: () => void }) {
  const entries = useSyncExternalStore(decisionUndos.subscribe, decisionUndos.get, () => NONE)
  const times = entries.flatMap(({ isFromBefore, undos }) => (isFromBefore ? undos.map(({ at }) => at) : []))
  const last = times.length > 0 ? Math.max(...times) : null
  useEffect(() => {
    if (last === null) return
    const timer = setTimeout(decisionUndos.prune, Math.max(0, last + UNDO_FOR - Date.now()))
    return () => clearTimeout(timer)
  }, [last])
  if (last === null) return null
  return (
    <div role="status" className="flex min-w-0 items-center gap-2 text-muted max-sm:basis-full">
      <span>Decisions of before the reload can be taken back.</span>
      <Button size="small" onClick={onUndo} data-tip="The last one of them" data-tip-key="Z">
        Undo
      </Button>
    </div>
  )
}
