'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, useId, useState } from 'react'
import type { Invitation, InvitationList } from '@/lib/admin/invitations-contract'
import { errorSentence } from '@/lib/http/api-error'
import { formatBytes } from '@/lib/media/format-bytes'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { lazily } from '../ui/lazily'
import { showToast } from '../ui/toast-store'
import { momentLabel } from '../words/date-text'
import { fetchInvitations, withdrawInvitation } from './invitation-calls'

const InviteDialog = lazily(() => import('./invite-dialog').then((module) => module.InviteDialog))

interface InvitationSectionProps {
  /** The invitations, as the server drew them. */
  first: InvitationList
  /** Whether the library sends mail. */
  mail: boolean
}

/** Invitations: making one, what became of each, withdrawing one that was not used. */
export function InvitationSection({ first, mail }: InvitationSectionProps) {
  const [inviting, setInviting] = useState(false)
  const title = useId()
  const client = useQueryClient()
  const list = useQuery({ queryKey: ['invitations'], queryFn: fetchInvitations, initialData: first })
  const again = () => client.invalidateQueries({ queryKey: ['invitations'] })
  const { items } = list.data
  return (
    <section aria-labelledby={title} className="flex flex-col gap-3 border-b border-line pb-6">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id={title} className="text-title">
          Invitations
        </h2>
        <Button onClick={() => setInviting(true)}>Invite somebody</Button>
      </div>
      {items.length === 0 ? (
        <p className="text-muted">An invitation is a link that makes one account, also where sign-up is closed.</p>
      ) : (
        <ul aria-label="Invitations" className="flex max-h-96 flex-col divide-y divide-line overflow-y-auto">
          {items.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} onChanged={again} />
          ))}
        </ul>
      )}
      {inviting && (
        <Suspense>
          <InviteDialog mail={mail} onDone={again} onClose={() => setInviting(false)} />
        </Suspense>
      )}
    </section>
  )
}

const STATES: Record<Exclude<Invitation['state'], 'open'>, string> = {
  used: 'Used',
  expired: 'Expired',
  void: 'Does not hold',
}

function InvitationRow({ invitation, onChanged }: { invitation: Invitation; onChanged: () => void }) {
  const [busy, setBusy] = useState(false)
  const { id, email, role, state } = invitation
  const whom = email ?? 'Whoever has the link'
  const withdraw = async () => {
    setBusy(true)
    try {
      await withdrawInvitation(id)
      showToast(state === 'open' ? 'The invitation is withdrawn: its link is dead.' : 'The invitation is gone.')
    } catch (error) {
      showToast(errorSentence(error), { tone: 'danger' })
    }
    setBusy(false)
    onChanged()
  }
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 py-3">
      <div className="flex min-w-0 flex-col gap-1">
        <p className="flex flex-wrap items-baseline gap-x-2 wrap-anywhere">
          {whom}
          {role === 'admin' && <Badge>Administrator</Badge>}
          {state !== 'open' && <Badge>{STATES[state]}</Badge>}
        </p>
        <p className="tabular text-small text-muted">{factsOf(invitation)}</p>
      </div>
      {state !== 'used' && (
        <Button
          size="small"
          busy={busy}
          aria-label={`${state === 'open' ? 'Withdraw' : 'Remove'} the invitation: ${whom}`}
          onClick={() => void withdraw()}
        >
          {state === 'open' ? 'Withdraw' : 'Remove'}
        </Button>
      )}
    </li>
  )
}

function factsOf({ createdBy, quotaBytes, expiresAt, state, usedBy }: Invitation): string {
  return [
    `by ${createdBy ?? 'somebody who is gone'}`,
    quotaBytes === null ? 'no limit' : formatBytes(quotaBytes),
    state === 'used'
      ? `made ${usedBy ?? 'an account that is gone'}`
      : `${state === 'open' ? 'until' : 'ended'} ${momentLabel(expiresAt)}`,
  ].join(' · ')
}
