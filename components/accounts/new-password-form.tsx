'use client'
import { useState } from 'react'
import { api } from '@/lib/http/client'
import { PasswordInput } from '../fields/password-input'
import { Button } from '../ui/button'
import { buttonStyle } from '../ui/button-style'
import { Field } from '../ui/field'
import { FormMessage } from './form-message'
import { useSubmit } from './use-submit'

/** Sets a new password by a link. @param token of its address */
export function NewPasswordForm({ token, username }: { token: string; username: string }) {
  const [done, setDone] = useState(false)
  const { busy, message, fieldError, onSubmit } = useSubmit(['password'], async ({ password }) => {
    await api(null, 'POST', `/password-resets/${token}`, { password })
    setDone(true)
  })
  if (done)
    return (
      <div role="status" className="flex flex-col gap-4 text-center">
        <h1 className="text-title">The new password holds</h1>
        <p className="text-muted">Everything that was logged in before has been logged out.</p>
        {/* A new page: whoever was logged in here is so no more. */}
        <a href="/login" className={buttonStyle('primary')}>
          Log in
        </a>
      </div>
    )
  return (
    <>
      <div className="flex flex-col gap-2 text-center">
        <h1 className="text-title">New password</h1>
        <p className="wrap-anywhere text-muted">For the account {username}. All its log-ins and access tokens end.</p>
      </div>
      <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormMessage message={message} />
        <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
        <Field label="New password" hint="At least 10 characters." error={fieldError('password')}>
          <PasswordInput name="password" autoComplete="new-password" required />
        </Field>
        <Button type="submit" variant="primary" busy={busy}>
          Set the password
        </Button>
      </form>
    </>
  )
}
