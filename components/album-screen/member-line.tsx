'use client'
import { UserMinus } from 'lucide-react'
import { useState } from 'react'
import type { AlbumMember } from '@/lib/albums/contract'
import { errorSentence } from '@/lib/http/api-error'
import { Avatar } from '../images/avatar'
import { AlertDialog } from '../ui/alert-dialog'
import { IconButton } from '../ui/icon-button'
import { Select } from '../ui/select'

interface MemberLineProps {
  member: AlbumMember
  onRole: (role: AlbumMember['role']) => Promise<void>
  onRemove: () => Promise<void>
}

/** One person an album is shared with, for its owner: what they may do, and taking them out. */
export function MemberLine({ member, onRole, onRemove }: MemberLineProps) {
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const attempt = async (work: Promise<void>) => {
    setProblem(null)
    await work.catch((error: unknown) => setProblem(errorSentence(error)))
  }
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1">
      <Person name={member.name} about={`@${member.username}`} />
      <Select
        aria-label={`What ${member.name} may do`}
        className="w-34 max-sm:ml-11 max-sm:flex-1"
        value={member.role}
        onChange={({ target: { value } }) => void attempt(onRole(value === 'contributor' ? 'contributor' : 'viewer'))}
      >
        <option value="viewer">view</option>
        <option value="contributor">add photos</option>
      </Select>
      <IconButton icon={UserMinus} label={`Stop sharing with ${member.name}`} onClick={() => setAsking(true)} />
      {problem && (
        <p role="alert" className="w-full text-small text-danger">
          {problem}
        </p>
      )}
      {asking && (
        <AlertDialog
          open
          onOpenChange={setAsking}
          title={`Stop sharing with ${member.name}?`}
          confirm="Stop sharing"
          danger
          onConfirm={() => void attempt(onRemove())}
        >
          {member.name} no longer sees this album. Photos that {member.name} added leave it, too.
        </AlertDialog>
      )}
    </li>
  )
}

/** Initials, name, and what is said of somebody. */
export function Person({ name, about }: { name: string; about: string }) {
  return (
    <span className="flex min-w-0 flex-1 basis-24 items-center max-sm:basis-full gap-3">
      <Avatar name={name} />
      <span className="min-w-0">
        <span className="block truncate">{name}</span>
        <span className="block truncate text-small text-muted">{about}</span>
      </span>
    </span>
  )
}
