'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { ApiError } from '@/lib/http/api-error'
import { PasswordInput } from '../fields/password-input'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { uploadsGoOn } from '../upload/load-engine'
import { CodeInput } from './code-input'
import { FormMessage } from './form-message'
import { type LogInFields, logIn } from './log-in'
import { useSubmit } from './use-submit'

/** The log-in form, and where the account has a second factor, its code. @param next where to go then: already checked to be a path of this site */
export function LogInForm({ next, notice }: { next: string; notice: string | null }) {
  const enter = useEnter(next)
  const [first, setFirst] = useState<LogInFields | null>(null)
  if (first)
    return (
      <CodeForm
        onBack={() => setFirst(null)}
        onCode={async (code) => {
          await logIn({ ...first, code })
          await enter()
        }}
      />
    )
  return <PasswordForm notice={notice} onEnter={enter} onCodeNeeded={setFirst} />
}

/** Goes on where one wanted to go, as somebody else than before. */
export function useEnter(next: string): () => Promise<void> {
  const router = useRouter()
  return async () => {
    // A new page begins with nothing of whoever was here before; only one's own files that wait to be sent are spared.
    if (!(await uploadsGoOn())) return window.location.assign(next)
    router.push(next)
    router.refresh()
  }
}

interface PasswordFormProps {
  notice: string | null
  onEnter: () => Promise<void>
  onCodeNeeded: (fields: LogInFields) => void
}

function PasswordForm({ notice, onEnter, onCodeNeeded }: PasswordFormProps) {
  const { busy, message, onSubmit } = useSubmit(['login', 'password'], async ({ login = '', password = '' }) => {
    try {
      await logIn({ login, password })
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'second_factor_needed') throw error
      return onCodeNeeded({ login, password })
    }
    await onEnter()
  })
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <FormMessage message={message ?? notice} />
      <Field label="E-mail or username">
        <Input
          name="login"
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          required
          maxLength={320}
        />
      </Field>
      <Field label="Password">
        <PasswordInput name="password" autoComplete="current-password" required />
      </Field>
      <Button type="submit" variant="primary" busy={busy}>
        Log in
      </Button>
    </form>
  )
}

interface CodeFormProps {
  onCode: (code: string) => Promise<void>
  onBack: () => void
}

/** Asks for the code of the second factor. */
export function CodeForm({ onCode, onBack }: CodeFormProps) {
  const { busy, message, fieldError, onSubmit } = useSubmit(['code'], ({ code = '' }) => onCode(code))
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <p>This account has a second factor.</p>
      <FormMessage message={message} />
      <Focused>
        <CodeInput error={fieldError('code')} />
      </Focused>
      <Button type="submit" variant="primary" busy={busy}>
        Log in
      </Button>
      <Button variant="ghost" onClick={onBack}>
        Back
      </Button>
    </form>
  )
}

/** Takes the focus to the first field in it: the step before is gone, with whatever had it. */
function Focused({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector('input')?.focus(), [])
  return (
    <div ref={box} className="flex flex-col gap-2">
      {children}
    </div>
  )
}
