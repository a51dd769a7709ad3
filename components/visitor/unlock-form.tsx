'use client'
import { LockKeyhole } from 'lucide-react'
import { useParams } from 'next/navigation'
import { type FormEvent, useRef, useState } from 'react'
import { PasswordInput } from '../fields/password-input'
import { Button } from '../ui/button'
import { Field } from '../ui/field'

/** Asks for the password of a link. What is behind it is not known here. */
export function UnlockForm() {
  const { token } = useParams<{ token: string }>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    const field = form.current?.elements.namedItem('password') as HTMLInputElement
    if (field.value === '') {
      setProblem('Type the password that came with the link.')
      return field.focus()
    }
    setBusy(true)
    setProblem(null)
    const { unlockShared } = await import('./unlock-calls')
    const refused = await unlockShared(token, field.value)
    // What unlocks is in this browser now: the page is asked for again, at the same address.
    if (refused === null) return window.location.reload()
    setBusy(false)
    setProblem(refused)
    field.select()
  }
  return (
    <form
      ref={form}
      method="post"
      noValidate
      onSubmit={(event) => void onSubmit(event)}
      className="mx-auto flex w-full max-w-sm flex-col gap-5 px-4 py-20"
    >
      <div className="flex flex-col items-center gap-2 text-center">
        <LockKeyhole aria-hidden size={32} strokeWidth={1.25} className="text-muted" />
        <h1 className="text-title">These photos are behind a password</h1>
        <p className="text-large text-balance text-muted">Whoever sent you the link can tell you what it is.</p>
      </div>
      <Field label="Password" error={problem}>
        <PasswordInput name="password" autoComplete="off" required autoFocus />
      </Field>
      <Button type="submit" variant="primary" busy={busy}>
        Show the photos
      </Button>
    </form>
  )
}
