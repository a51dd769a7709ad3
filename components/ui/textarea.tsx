'use client'
import type { Ref, TextareaHTMLAttributes } from 'react'
import { classNames } from './class-names'
import { CONTROL_STYLE } from './control-style'
import { useFieldControl } from './field'

type TextareaProps = TextareaHTMLAttributes<HTMLTextAreaElement> & { ref?: Ref<HTMLTextAreaElement> }

/** Several lines of text; grows with them where the browser can. */
export function Textarea({ className, rows = 3, ...rest }: TextareaProps) {
  return (
    <textarea
      rows={rows}
      {...useFieldControl()}
      {...rest}
      className={classNames(CONTROL_STYLE, 'field-sizing-content max-h-72 min-h-20 py-2', className)}
    />
  )
}
