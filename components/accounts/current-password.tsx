'use client'
import { PasswordInput } from '../fields/password-input'
import { Field } from '../ui/field'

interface CurrentPasswordProps {
  hasPassword: boolean
  error: string | undefined
}

/** The field `currentPassword`; for an account that signs in elsewhere only, what is asked for instead. */
export function CurrentPassword({ hasPassword, error }: CurrentPasswordProps) {
  if (!hasPassword)
    return (
      <p className="text-small text-muted">
        Your account has no password: this works within 10 minutes of signing in. Log out and sign in again where it is
        longer ago.
      </p>
    )
  return (
    <Field label="Current password" error={error}>
      <PasswordInput name="currentPassword" autoComplete="current-password" required />
    </Field>
  )
}
