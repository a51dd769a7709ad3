'use client'
import { Me } from '@/lib/accounts/contract'
import { api } from '@/lib/http/client'
import { EmailField } from '../fields/email-field'
import { PasswordInput } from '../fields/password-input'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { FormMessage } from './form-message'
import { logIn } from './log-in'
import { useSubmit } from './use-submit'

const FIELDS = ['email', 'username', 'name', 'password']

interface SignUpFormProps {
  /** Where to go then. */
  next: string
  /** What opens a closed library: the token of its address, and the only e-mail address that may use it, where there is one. */
  invitation?: { token: string; email: string | null }
}

/** Makes an account, logs its person in and goes on. */
export function SignUpForm({ next, invitation }: SignUpFormProps) {
  const { busy, message, fieldError, onSubmit } = useSubmit(
    FIELDS,
    async ({ email, username, name, password = '' }) => {
      const given = { ...(name?.trim() ? { name } : {}), ...(invitation ? { invitation: invitation.token } : {}) }
      const me = await api(Me, 'POST', '/users', { email, username, password, ...given })
      await logIn({ login: me.username, password })
      window.location.assign(next)
    },
  )
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <FormMessage message={message} />
      <EmailField hint={null} error={fieldError('email')} invited={invitation?.email} />
      <Field
        label="Username"
        hint="3 to 30 small letters, digits and hyphens. It stands beside your public photos."
        error={fieldError('username')}
      >
        <Input
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          required
          maxLength={30}
        />
      </Field>
      <Field
        label="Name (optional)"
        hint="How others see you. Your username when left empty."
        error={fieldError('name')}
      >
        <Input name="name" autoComplete="name" maxLength={100} />
      </Field>
      <Field label="Password" hint="At least 10 characters." error={fieldError('password')}>
        <PasswordInput name="password" autoComplete="new-password" required />
      </Field>
      <Button type="submit" variant="primary" busy={busy}>
        Create account
      </Button>
    </form>
  )
}
