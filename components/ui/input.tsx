'use client'
import type { InputHTMLAttributes, Ref } from 'react'
import { classNames } from './class-names'
import { CONTROL_STYLE } from './control-style'
import { useFieldControl } from './field'

/** A line of text; inside a Field it knows its label, hint and error. */
export function Input({ className, ...rest }: InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> }) {
  return <input {...useFieldControl()} {...rest} className={classNames(CONTROL_STYLE, 'h-10', className)} />
}
