'use client'
import { useRouter } from 'next/navigation'
import { Me } from '@/lib/accounts/contract'
import { api } from '@/lib/http/client'
import { PasswordInput } from '../fields/password-input'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { showToast } from '../ui/toast-store'
import { CurrentPassword } from './current-password'
import { FormMessage } from './form-message'
import { useSubmit } from './use-submit'

/** A new password; every other log-in ends with the change. */
export function PasswordForm({ username, hasPassword }: { username: string; hasPassword: boolean }) {
  const router = useRouter()
  const { busy, message, fieldError, onSubmit } = useSubmit(['password', 'currentPassword'], async (values, form) => {
    const { password, currentPassword } = values
    await api(Me, 'PATCH', '/me', { password, currentPassword })
    form.reset()
    showToast('Password changed. Every other log-in and every access token has ended.')
    router.refresh()
  })
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <FormMessage message={message} />
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <CurrentPassword hasPassword={hasPassword} error={fieldError('currentPassword')} />
      <Field label="New password" hint="At least 10 characters." error={fieldError('password')}>
        <PasswordInput name="password" autoComplete="new-password" required />
      </Field>
      <Button type="submit" busy={busy} className="self-start">
        {hasPassword ? 'Change password' : 'Set a password'}
      </Button>
    </form>
  )
}
