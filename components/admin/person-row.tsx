'use client'
import { MoreHorizontal } from 'lucide-react'
import { Suspense, useState } from 'react'
import type { AdminUser } from '@/lib/admin/people-contract'
import { errorSentence } from '@/lib/http/api-error'
import { formatBytes } from '@/lib/media/format-bytes'
import { counted, countPhotos } from '@/lib/media/plural'
import { Badge } from '../ui/badge'
import { IconButton } from '../ui/icon-button'
import { lazily } from '../ui/lazily'
import { Menu, MenuItem, MenuLine } from '../ui/menu'
import { Progress } from '../ui/progress'
import { showToast } from '../ui/toast-store'
import { momentLabel } from '../words/date-text'
import { changePerson, endSessions, removeSecondFactor } from './people-calls'

const PersonDialog = lazily(() => import('./person-dialog').then((module) => module.PersonDialog))
const ResetLinkDialog = lazily(() => import('./reset-link-dialog').then((module) => module.ResetLinkDialog))
const DeletePersonDialog = lazily(() => import('./delete-person-dialog').then((module) => module.DeletePersonDialog))

interface PersonRowProps {
  person: AdminUser
  /** Whoever looks: that account is changed in its settings. */
  own: boolean
  /** Whether people log in with passwords. */
  passwords: boolean
  onChanged: () => void
}

/** An account with what it keeps and what can be done to it. */
export function PersonRow({ person, own, passwords, onChanged }: PersonRowProps) {
  const [open, setOpen] = useState<'change' | 'reset' | 'delete' | null>(null)
  const { name, username, email, role, disabled } = person
  return (
    <li className="flex items-start justify-between gap-3 py-3">
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <h2 className="flex flex-wrap items-baseline gap-x-2 text-large wrap-anywhere">
          {name}
          <span className="text-small font-normal text-muted">{username}</span>
          {role === 'admin' && <Badge>Administrator</Badge>}
          {person.secondFactor && <Badge>Second factor</Badge>}
          {disabled && <Badge tone="danger">Disabled</Badge>}
        </h2>
        <p className="text-small wrap-anywhere text-muted">{email}</p>
        <p className="tabular text-small text-muted">{factsOf(person)}</p>
        {person.quotaBytes !== null && (
          <Progress
            label={`Storage of ${name}`}
            value={person.quotaBytes === 0 ? 1 : Math.min(1, person.usedBytes / person.quotaBytes)}
          />
        )}
      </div>
      <PersonMenu person={person} own={own} passwords={passwords} onChanged={onChanged} onOpen={setOpen} />
      <Suspense>
        {open === 'change' && (
          <PersonDialog
            person={person}
            own={own}
            passwords={passwords}
            onDone={onChanged}
            onClose={() => setOpen(null)}
          />
        )}
        {open === 'reset' && <ResetLinkDialog person={person} onClose={() => setOpen(null)} />}
        {open === 'delete' && <DeletePersonDialog person={person} onDone={onChanged} onClose={() => setOpen(null)} />}
      </Suspense>
    </li>
  )
}

interface PersonMenuProps extends PersonRowProps {
  onOpen: (dialog: 'change' | 'reset' | 'delete') => void
}

function PersonMenu({ person, own, passwords, onChanged, onOpen }: PersonMenuProps) {
  const act = async (work: () => Promise<string>) => {
    try {
      showToast(await work())
    } catch (error) {
      showToast(errorSentence(error), { tone: 'danger' })
    }
    onChanged()
  }
  const { id, name, disabled } = person
  const switchOff = () =>
    act(async () => {
      await changePerson(id, { disabled: !disabled })
      return disabled
        ? `${name} may log in again.`
        : `${name} is disabled: logged out everywhere, public photos gone for others, nothing deleted.`
    })
  const logOut = () =>
    act(async () => {
      const { ended } = await endSessions(id)
      return ended === 0 ? `${name} was logged in nowhere.` : `${name} is logged out of ${counted(ended, 'browser')}.`
    })
  const takeSecondFactor = () =>
    act(async () => {
      await removeSecondFactor(id)
      return `${name} logs in without a second factor now.`
    })
  return (
    <Menu
      trigger={
        <IconButton label={`More for ${name}`}>
          <MoreHorizontal aria-hidden size={20} strokeWidth={1.75} />
        </IconButton>
      }
    >
      <MenuItem onSelect={() => onOpen('change')}>Change…</MenuItem>
      {passwords && !own && !disabled && <MenuItem onSelect={() => onOpen('reset')}>Link for a new password…</MenuItem>}
      <MenuItem onSelect={() => void logOut()}>Log out everywhere</MenuItem>
      {person.secondFactor && !own && (
        <MenuItem onSelect={() => void takeSecondFactor()}>Take the second factor away</MenuItem>
      )}
      <MenuItem onSelect={() => void switchOff()}>{disabled ? 'Enable' : 'Disable'}</MenuItem>
      {!own && <MenuLine />}
      {!own && (
        <MenuItem danger onSelect={() => onOpen('delete')}>
          Delete…
        </MenuItem>
      )}
    </Menu>
  )
}

function factsOf({ photos, usedBytes, quotaBytes, lastSeenAt }: AdminUser): string {
  const used = formatBytes(usedBytes)
  return [
    countPhotos(photos),
    quotaBytes === null ? used : `${used} of ${formatBytes(quotaBytes)}`,
    lastSeenAt === null ? 'not logged in' : `last used ${momentLabel(lastSeenAt)}`,
  ].join(' · ')
}
