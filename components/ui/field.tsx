'use client'
import { createContext, type ReactNode, useContext, useId } from 'react'
import { classNames } from './class-names'

interface FieldControl {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

const FieldContext = createContext<FieldControl | null>(null)

/** What a control inside a Field spreads onto its element: id, description and validity. Empty outside of a Field. */
export function useFieldControl(): Partial<FieldControl> {
  return useContext(FieldContext) ?? {}
}

interface FieldProps {
  label: ReactNode
  /** What would be right, said before the mistake; the mistake takes its place. */
  hint?: ReactNode
  /** What was wrong and what would be right. */
  error?: string | null
  className?: string
  children: ReactNode
}

/** A label, one control (Input, Textarea, Select), a hint or an error, tied together for screen readers. */
export function Field({ label, hint, error, className, children }: FieldProps) {
  const id = useId()
  const described = error ? `${id}-error` : hint ? `${id}-hint` : undefined
  const control: FieldControl = {
    id,
    'aria-describedby': described,
    'aria-invalid': error ? true : undefined,
  }
  return (
    <div className={classNames('flex flex-col gap-1', className)}>
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <FieldContext value={control}>{children}</FieldContext>
      {hint && !error && (
        <p id={`${id}-hint`} className="text-small text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-small text-danger">
          {error}
        </p>
      )}
    </div>
  )
}
