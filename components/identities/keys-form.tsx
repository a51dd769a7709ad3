'use client'
import { useState } from 'react'
import { ApiError } from '@/lib/http/api-error'
import { FormMessage } from '../accounts/form-message'
import { logInWithKeys } from '../accounts/log-in'
import { CodeForm, useEnter } from '../accounts/log-in-form'
import { useSubmit } from '../accounts/use-submit'
import { EmailField } from '../fields/email-field'
import { Button } from '../ui/button'
import { KeyFields } from './key-fields'

const FIELDS = ['accessKeyId', 'secretAccessKey', 'email']

export interface KeysFormProps {
  /** Where to go then: already checked to be a path of this site. */
  next: string
  /** What opens a closed library: the token of its address, and the only e-mail address that may use it, where there is one. */
  invitation?: { token: string; email: string | null }
}

/** Logs in with keys of the bucket; asks for an e-mail address where they make an account, for the code where it has a second factor. */
export function KeysForm({ next, invitation }: KeysFormProps) {
  const enter = useEnter(next)
  const [first, setFirst] = useState<Record<string, string> | null>(null)
  const [isNew, setNew] = useState(invitation !== undefined)
  const { busy, message, fieldError, onSubmit } = useSubmit(FIELDS, async (typed) => {
    const values = invitation ? { ...typed, invitation: invitation.token } : typed
    try {
      await logInWithKeys(values)
    } catch (error) {
      if (error instanceof ApiError && error.code === 'second_factor_needed') return setFirst(values)
      if (error instanceof ApiError && error.fieldError('email')) setNew(true)
      throw error
    }
    await enter()
  })
  if (first)
    return (
      <CodeForm
        onBack={() => setFirst(null)}
        onCode={async (code) => {
          await logInWithKeys({ ...first, code })
          await enter()
        }}
      />
    )
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <FormMessage message={message} />
      <KeyFields fieldError={fieldError} />
      {isNew && (
        <EmailField
          hint="For your new account. Others never see it."
          error={fieldError('email')}
          invited={invitation?.email}
        />
      )}
      <Button type="submit" variant="primary" busy={busy}>
        {invitation ? 'Create account with keys' : 'Log in with keys'}
      </Button>
    </form>
  )
}
