import type { ReactNode } from 'react'
import { classNames } from './class-names'

/** A small word on a state: neutral, or danger. */
export function Badge({ tone = 'neutral', children }: { tone?: 'neutral' | 'danger'; children: ReactNode }) {
  const colour = tone === 'danger' ? 'border-danger text-danger' : 'border-line-strong/50 text-muted'
  return (
    <span className={classNames('tabular inline-flex items-center gap-1 rounded-full border px-2 text-small', colour)}>
      {children}
    </span>
  )
}
