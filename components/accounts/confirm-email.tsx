'use client'
import { useState } from 'react'
import { api } from '@/lib/http/client'
import { Button } from '../ui/button'
import { buttonStyle } from '../ui/button-style'
import { FormMessage } from './form-message'
import { useSubmit } from './use-submit'

interface ConfirmEmailProps {
  /** Of the link's address. */
  token: string
  /** What is confirmed. */
  email: string
  username: string
}

/** Confirms a new e-mail address. */
export function ConfirmEmail({ token, email, username }: ConfirmEmailProps) {
  const [done, setDone] = useState(false)
  const { busy, message, onSubmit } = useSubmit([], async () => {
    await api(null, 'POST', `/email-confirmations/${token}`)
    setDone(true)
  })
  if (done)
    return (
      <div role="status" className="flex flex-col gap-4 text-center">
        <h1 className="text-title">The address is confirmed</h1>
        <p className="wrap-anywhere text-muted">From now on, log in with {email}.</p>
        <a href="/" className={buttonStyle('primary')}>
          To the photos
        </a>
      </div>
    )
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4 text-center">
      <h1 className="text-title">Confirm your e-mail address</h1>
      <p className="wrap-anywhere">
        The account {username} will use {email}.
      </p>
      <FormMessage message={message} />
      <Button type="submit" variant="primary" busy={busy}>
        Confirm
      </Button>
    </form>
  )
}
