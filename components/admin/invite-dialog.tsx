'use client'
import { useState } from 'react'
import { INVITATION_DAYS, type NewInvitation } from '@/lib/admin/invitations-contract'
import { FormMessage } from '../accounts/form-message'
import { SecretDialog } from '../accounts/secret-dialog'
import { useSubmit } from '../accounts/use-submit'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Select } from '../ui/select'
import { momentLabel } from '../words/date-text'
import { invite } from './invitation-calls'
import { bytesOfGigabytes } from './quota-text'

const LIVES: [number, string][] = [
  [1, 'One day'],
  [INVITATION_DAYS, 'One week'],
  [30, '30 days'],
  [90, '90 days'],
]

interface InviteDialogProps {
  /** Whether the library sends mail. */
  mail: boolean
  onDone: () => void
  onClose: () => void
}

/** Makes an invitation and shows its link this once. */
export function InviteDialog({ mail, onDone, onClose }: InviteDialogProps) {
  const [made, setMade] = useState<NewInvitation | null>(null)
  return (
    <SecretDialog
      title="Invite somebody"
      about="A link with which somebody makes one account, once."
      made={made && { title: 'The invitation is made', about: sayMade(made, mail), label: 'Link', secret: made.url }}
      onClose={onClose}
    >
      <InviteForm
        mail={mail}
        onClose={onClose}
        onMade={(answer) => {
          setMade(answer)
          onDone()
        }}
      />
    </SecretDialog>
  )
}

function sayMade({ email, expiresAt }: NewInvitation, mail: boolean): string {
  const mailed = email !== null && mail ? ` It is on its way to ${email}, too.` : ''
  return `Copy the link now and send it: it is shown this once. It holds until ${momentLabel(expiresAt)}.${mailed}`
}

interface InviteFormProps {
  mail: boolean
  onMade: (made: NewInvitation) => void
  onClose: () => void
}

function InviteForm({ mail, onMade, onClose }: InviteFormProps) {
  const fields = ['email', 'role', 'quotaBytes', 'days']
  const { busy, message, fieldError, onSubmit } = useSubmit(fields, async ({ email, role, quota = '', days }) => {
    // What new accounts begin with holds where nothing is said.
    const room = quota.trim() === '' ? {} : { quotaBytes: bytesOfGigabytes(quota) }
    onMade(await invite({ ...(email?.trim() ? { email } : {}), role, days: Number(days), ...room }))
  })
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <FormMessage message={message} />
      <Field
        label="E-mail (optional)"
        hint={`Only this address can use it then${mail ? ', and the link is sent there' : ''}. Left empty, whoever has the link can.`}
        error={fieldError('email')}
      >
        <Input name="email" type="email" autoComplete="off" />
      </Field>
      <Field label="Role" error={fieldError('role')}>
        <Select name="role" defaultValue="user">
          <option value="user">Person</option>
          <option value="admin">Administrator</option>
        </Select>
      </Field>
      <Field
        label="Storage in GB"
        hint="Left empty, it is what new accounts begin with."
        error={fieldError('quotaBytes')}
      >
        <Input name="quota" inputMode="decimal" autoComplete="off" />
      </Field>
      <Field label="Holds for" error={fieldError('days')}>
        <Select name="days" defaultValue={String(INVITATION_DAYS)}>
          {LIVES.map(([days, label]) => (
            <option key={days} value={days}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" busy={busy}>
          Make the link
        </Button>
      </div>
    </form>
  )
}
