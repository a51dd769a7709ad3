'use client'
import { useState } from 'react'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'

/** The field `code`: six digits of the app, or a recovery code on demand. */
export function CodeInput({ error }: { error: string | undefined }) {
  const [recovery, setRecovery] = useState(false)
  const label = recovery ? 'Recovery code' : 'Code'
  const hint = recovery
    ? 'One of those that you kept. Each is good once.'
    : 'The six digits that your authenticator app shows now.'
  return (
    <>
      <Field key={label} label={label} hint={hint} error={error}>
        <Input
          name="code"
          autoComplete="one-time-code"
          inputMode={recovery ? 'text' : 'numeric'}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          required
          maxLength={40}
          className="font-mono"
        />
      </Field>
      <Button variant="ghost" size="small" className="self-start" onClick={() => setRecovery(!recovery)}>
        {recovery ? 'Use the authenticator app' : 'Use a recovery code'}
      </Button>
    </>
  )
}
