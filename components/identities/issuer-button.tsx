'use client'
import { useState } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import { FormMessage } from '../accounts/form-message'
import { askIssuer } from '../accounts/log-in'
import { Button } from '../ui/button'

interface IssuerButtonProps {
  /** What people call it. */
  issuer: string
  /** Where to come back to: already checked to be a path of this site. */
  next: string
  /** The token of an invitation. */
  invitation?: string
  /** There is no form for a password above it. */
  alone: boolean
  notice?: string | null
}

/** The way to the issuer. */
export function IssuerButton({ issuer, next, invitation, alone, notice = null }: IssuerButtonProps) {
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState(notice)
  const go = async () => {
    setBusy(true)
    setMessage(null)
    try {
      window.location.assign(await askIssuer({ callbackUrl: next, ...(invitation ? { invitation } : {}) }))
    } catch (error) {
      setMessage(errorSentence(error))
      setBusy(false)
    }
  }
  return (
    <div className="flex flex-col gap-4">
      {!alone && (
        <p className="flex items-center gap-3 text-small text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
          or
        </p>
      )}
      <FormMessage message={message} />
      <Button
        variant={alone ? 'primary' : 'secondary'}
        busy={busy}
        className="h-auto min-h-10 py-2 whitespace-normal"
        onClick={() => void go()}
      >
        Continue with {issuer}
      </Button>
    </div>
  )
}
