'use client'
import { useState } from 'react'
import { api } from '@/lib/http/client'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { NavLink } from '../ui/nav-link'
import { FormMessage } from './form-message'
import { useSubmit } from './use-submit'

/** Asks for a link for a new password. What is said then is the same whoever has an account. */
export function ForgotForm() {
  const [sent, setSent] = useState(false)
  const { busy, message, fieldError, onSubmit } = useSubmit(['email'], async ({ email }) => {
    await api(null, 'POST', '/password-resets', { email })
    setSent(true)
  })
  return (
    <>
      <h1 className="text-center text-title">Forgot the password?</h1>
      {sent ? (
        <p role="status" className="text-center text-large text-balance">
          If an account has this address, a mail is on its way to it. Its link works for one hour.
        </p>
      ) : (
        <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
          <FormMessage message={message} />
          <Field
            label="E-mail"
            hint="We send a link there, with which you set a new password."
            error={fieldError('email')}
          >
            <Input name="email" type="email" autoComplete="email" autoCapitalize="none" required maxLength={320} />
          </Field>
          <Button type="submit" variant="primary" busy={busy}>
            Send the link
          </Button>
        </form>
      )}
      <p className="text-center">
        <NavLink href="/login" className="font-semibold text-ink underline underline-offset-4">
          Back to log in
        </NavLink>
      </p>
    </>
  )
}
