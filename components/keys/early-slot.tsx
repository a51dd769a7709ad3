'use client'
import { type ComponentType, Suspense, useRef } from 'react'
import { useEarlyClick } from './early-actions'

interface EarlySlotProps<P> {
  /** Fetched when it is drawn (components/ui/lazily.tsx); calls `onReady` once it answers clicks. */
  of: ComponentType<P & { onReady: () => void }>
  props: P
}

/** The place of buttons that the server draws and whose script is fetched by those who see them; a click before that is kept. */
export function EarlySlot<P extends object>({ of: Content, props }: EarlySlotProps<P>) {
  const box = useRef<HTMLSpanElement>(null)
  const onReady = useEarlyClick(box)
  return (
    <span ref={box} className="contents">
      <Suspense>
        <Content {...props} onReady={onReady} />
      </Suspense>
    </span>
  )
}
