'use client'
import { useState } from 'react'
import { NewToken, TOKEN_DAYS, type Token } from '@/lib/accounts/token-contract'
import { api } from '@/lib/http/client'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Select } from '../ui/select'
import { CurrentPassword } from './current-password'
import { FormMessage } from './form-message'
import { SecretDialog } from './secret-dialog'
import { useSubmit } from './use-submit'

const DAY_MS = 86_400_000
const LIVES: [string, string][] = [
  ['7', '7 days'],
  ['30', '30 days'],
  [String(TOKEN_DAYS), `${TOKEN_DAYS} days`],
  ['365', 'One year'],
  ['never', 'For ever'],
]

interface NewTokenDialogProps {
  hasPassword: boolean
  onMade: (token: Token) => void
  onClose: () => void
}

/** Makes an access token after the password was typed once more, and shows it this once. */
export function NewTokenDialog({ hasPassword, onMade, onClose }: NewTokenDialogProps) {
  const [made, setMade] = useState<NewToken | null>(null)
  return (
    <SecretDialog
      title="New access token"
      about="A program that has it sees your photos as you do, and changes them where it may. It never reaches your account, log-ins or other tokens."
      made={
        made && {
          title: `“${made.name}” is made`,
          about: 'Copy it now: it is shown this once, and kept nowhere.',
          label: 'Access token',
          secret: made.token,
        }
      }
      onClose={onClose}
    >
      <NewTokenForm
        hasPassword={hasPassword}
        onClose={onClose}
        onMade={(answer) => {
          const { token, ...told } = answer
          onMade(told)
          setMade(answer)
        }}
      />
    </SecretDialog>
  )
}

interface NewTokenFormProps {
  hasPassword: boolean
  onMade: (token: NewToken) => void
  onClose: () => void
}

function NewTokenForm({ hasPassword, onMade, onClose }: NewTokenFormProps) {
  const fields = ['name', 'scopes', 'expiresAt', 'currentPassword']
  const { busy, message, fieldError, onSubmit } = useSubmit(fields, async (values) => {
    const { name, scope, days, currentPassword } = values
    const expiresAt = days === 'never' ? null : new Date(Date.now() + Number(days) * DAY_MS).toISOString()
    onMade(await api(NewToken, 'POST', '/tokens', { name, scopes: [scope], expiresAt, currentPassword }))
  })
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <FormMessage message={message} />
      <Field label="Name" hint="What it is for, such as the backup of a machine." error={fieldError('name')}>
        <Input name="name" required maxLength={100} autoComplete="off" />
      </Field>
      <Field label="It may" error={fieldError('scopes')}>
        <Select name="scope" defaultValue="read">
          <option value="read">Only read</option>
          <option value="write">Read, upload, change and delete</option>
        </Select>
      </Field>
      <Field label="For" error={fieldError('expiresAt')}>
        <Select name="days" defaultValue={String(TOKEN_DAYS)}>
          {LIVES.map(([days, label]) => (
            <option key={days} value={days}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <CurrentPassword hasPassword={hasPassword} error={fieldError('currentPassword')} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" busy={busy}>
          Make it
        </Button>
      </div>
    </form>
  )
}
