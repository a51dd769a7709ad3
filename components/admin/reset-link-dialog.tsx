'use client'
import { useState } from 'react'
import type { AdminUser, ResetLink } from '@/lib/admin/people-contract'
import { FormMessage } from '../accounts/form-message'
import { SecretDialog } from '../accounts/secret-dialog'
import { useSubmit } from '../accounts/use-submit'
import { Button } from '../ui/button'
import { momentLabel } from '../words/date-text'
import { makeResetLink } from './people-calls'

/** Makes a link with which a person sets a new password, and shows it this once. */
export function ResetLinkDialog({ person, onClose }: { person: AdminUser; onClose: () => void }) {
  const [made, setMade] = useState<ResetLink | null>(null)
  const { busy, message, onSubmit } = useSubmit([], async () => setMade(await makeResetLink(person.id)))
  const title = `A link for ${person.name}`
  return (
    <SecretDialog
      title={title}
      about="Whoever opens it sets a new password, once within a day. Then all log-ins and access tokens of the account end. Links made before end now."
      made={made && { title, about: sayMade(person, made), label: 'Link', secret: made.url }}
      onClose={onClose}
    >
      <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormMessage message={message} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy}>
            Make the link
          </Button>
        </div>
      </form>
    </SecretDialog>
  )
}

function sayMade({ name }: AdminUser, { expiresAt }: ResetLink): string {
  return `Copy it now and send it to ${name}: it is shown this once. It works once, until ${momentLabel(expiresAt)}.`
}
