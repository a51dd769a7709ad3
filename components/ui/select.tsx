'use client'
import { ChevronDown } from 'lucide-react'
import type { SelectHTMLAttributes } from 'react'
import { classNames } from './class-names'
import { CONTROL_STYLE } from './control-style'
import { useFieldControl } from './field'

/** The platform's own select: the best one on a phone and free of script. Children are option elements. */
export function Select({ className, children, ...rest }: SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <span className={classNames('relative block', className)}>
      <select {...useFieldControl()} {...rest} className={classNames(CONTROL_STYLE, 'h-10 appearance-none pr-9')}>
        {children}
      </select>
      <ChevronDown
        aria-hidden
        size={16}
        strokeWidth={1.75}
        className="pointer-events-none absolute top-3 right-3 text-muted"
      />
    </span>
  )
}
