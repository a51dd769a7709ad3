'use client'
import { useRouter } from 'next/navigation'
import { PasswordInput } from '../fields/password-input'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { uploadsGoOn } from '../upload/load-engine'
import { FormMessage } from './form-message'
import { logIn } from './log-in'
import { useSubmit } from './use-submit'

/** The log-in form. @param next where to go then: already checked to be a path of this site */
export function LogInForm({ next, notice }: { next: string; notice: string | null }) {
  const router = useRouter()
  const { busy, message, onSubmit } = useSubmit(['login', 'password'], async ({ login = '', password = '' }) => {
    await logIn(login, password)
    // A new page begins with nothing of whoever was here before; only one's own files that wait to be sent are spared.
    if (!(await uploadsGoOn())) return window.location.assign(next)
    router.push(next)
    router.refresh()
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
