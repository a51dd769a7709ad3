'use client'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ApiError, errorSentence } from '@/lib/http/api-error'
import { sentence } from '../words/sentence'

interface Submit {
  busy: boolean
  /** What to say about the form as a whole: set when the mistake belongs to no field of it. */
  message: string | null
  /** The sentence for a field, or undefined when nothing is wrong with it. */
  fieldError: (name: string) => string | undefined
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
}

/**
 * Sends a form's fields to an action, keeps what was wrong, and takes the focus to the first mistake.
 * @param fields names of the form's controls: errors of other paths are shown for the form as a whole
 */
export function useSubmit(
  fields: string[],
  action: (values: Record<string, string>, form: HTMLFormElement) => Promise<void>,
): Submit {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const form = useRef<HTMLFormElement | null>(null)

  useEffect(() => {
    if (error === null) return
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [error])

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    form.current = event.currentTarget
    const entries = [...new FormData(event.currentTarget)]
    const values = Object.fromEntries(entries.map(([name, value]) => [name, String(value)]))
    setBusy(true)
    setError(null)
    action(values, event.currentTarget)
      .catch((thrown: unknown) => setError(thrown ?? new Error('failed')))
      .finally(() => setBusy(false))
  }

  const problems = error instanceof ApiError ? error.errors : []
  const known = problems.length > 0 && problems.every((problem) => fields.includes(problem.path))
  return {
    busy,
    message: error === null || known ? null : errorSentence(error),
    fieldError: (name) => {
      const said = problems.find((problem) => problem.path === name)?.message
      return said && sentence(said)
    },
    onSubmit,
  }
}
