'use client'
import { type ReactNode, Suspense, useState } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import type { ShareLink } from '@/lib/shares/contract'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { lazily } from '../ui/lazily'
import { showToast } from '../ui/toast-store'
import { momentLabel } from '../words/date-text'
import { LinkAddress } from './link-address'
import { changeLink, revokeLink } from './link-calls'
import { LinkForm } from './link-form'
import { allowedWords, countWords, guestWords, linkName, madeWords, visitWords } from './link-words'
import { PicksButton } from './picks-button'

const AlertDialog = lazily(() => import('../ui/alert-dialog').then((module) => module.AlertDialog))

interface LinkRowProps {
  link: ShareLink
  /** What it opens, where the list does not say that already. */
  heading?: ReactNode
  onChanged: (link: ShareLink) => void
  onRevoked: () => void
}

/** One link: its address, how it stands, and what can be done about it. */
export function LinkRow({ link, heading, onChanged, onRevoked }: LinkRowProps) {
  const [open, setOpen] = useState<'edit' | 'revoke' | null>(null)
  const name = linkName(link)
  const revoke = async () => {
    try {
      await revokeLink(link.id)
      showToast('The link is revoked: it opens nothing any more.')
      onRevoked()
    } catch (error) {
      showToast(errorSentence(error), { tone: 'danger' })
    }
  }
  const buttons = <RowButtons link={link} onEdit={() => setOpen('edit')} onRevoke={() => setOpen('revoke')} />
  return (
    <li className="flex flex-col gap-3 py-4">
      {heading}
      <LinkState link={link} />
      {link.state === 'open' ? (
        <LinkAddress link={link}>{open !== 'edit' && buttons}</LinkAddress>
      ) : (
        open !== 'edit' && <div className="flex flex-wrap gap-2">{buttons}</div>
      )}
      {open === 'edit' && (
        <div className="pt-2">
          <LinkForm
            link={link}
            titled={link.opens !== 'album'}
            smart={link.opens === 'filter' || link.album?.smart === true}
            submit="Save"
            onCancel={() => setOpen(null)}
            onSave={async (settings) => {
              onChanged(await changeLink(link.id, settings))
              setOpen(null)
            }}
          />
        </div>
      )}
      <Suspense>
        {open === 'revoke' && (
          <AlertDialog
            open
            onOpenChange={(now) => now || setOpen(null)}
            title={`Revoke the link to ${name}?`}
            confirm="Revoke link"
            danger
            onConfirm={() => void revoke()}
          >
            Whoever has its address finds nothing from now on. This cannot be undone: a new link has another address.
          </AlertDialog>
        )}
      </Suspense>
    </li>
  )
}

interface RowButtonsProps {
  link: ShareLink
  onEdit: () => void
  onRevoke: () => void
}

function RowButtons({ link, onEdit, onRevoke }: RowButtonsProps) {
  const name = linkName(link)
  return (
    <>
      <PicksButton link={link} />
      <Button size="small" aria-label={`Edit the link ${name}`} onClick={onEdit}>
        Edit
      </Button>
      <Button size="small" aria-label={`Revoke the link ${name}`} onClick={onRevoke}>
        Revoke
      </Button>
    </>
  )
}

function LinkState({ link }: { link: ShareLink }) {
  const { state, expiresAt } = link
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-1.5">
        {state === 'expired' && <Badge tone="danger">Expired</Badge>}
        {allowedWords(link).map((word) => (
          <Badge key={word}>{word}</Badge>
        ))}
        <Badge>
          {expiresAt === null ? 'Never ends' : `${state === 'expired' ? 'Ended' : 'Ends'} ${momentLabel(expiresAt)}`}
        </Badge>
      </div>
      <p className="tabular text-small text-muted">
        {countWords(link)} · {visitWords(link)}
      </p>
      <p className="tabular text-small text-muted">{madeWords(link)}</p>
      {link.guestFiles > 0 && <p className="tabular text-small text-muted">{guestWords(link)}</p>}
    </div>
  )
}
