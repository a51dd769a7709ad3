'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import type { Album, AlbumMember, UpdateAlbum } from '@/lib/albums/contract'
import { ApiError, errorSentence } from '@/lib/http/api-error'
import { updateAlbum } from '../albums/album-calls'
import { Button } from '../ui/button'
import { ErrorState } from '../ui/error-state'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Select } from '../ui/select'
import { Spinner } from '../ui/spinner'
import { Switch } from '../ui/switch'
import { fetchMembers, membersKey, putMember, removeMember } from './member-calls'
import { MemberLine } from './member-line'

type Role = AlbumMember['role']

/** The people an album is shared with, for its owner: add, change, take out, and what they get beyond the pictures. */
export function SharePeople({ album }: { album: Album }) {
  const members = useQuery({ queryKey: membersKey(album.id), queryFn: () => fetchMembers(album.id), staleTime: 0 })
  const [said, setSaid] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const client = useQueryClient()
  const changed = async (words: string) => {
    setSaid(words)
    await client.invalidateQueries({ queryKey: membersKey(album.id) })
  }
  return (
    <>
      <AddMember album={album} field={field} onAdded={({ name }) => changed(`Shared with ${name}.`)} />
      <p role="status" className="sr-only">
        {said}
      </p>
      {members.isPending && <Spinner label="Loading the people" />}
      {members.error && (
        <ErrorState title="The people did not load" onRetry={() => void members.refetch()}>
          {errorSentence(members.error)}
        </ErrorState>
      )}
      {members.data && members.data.items.length > 0 && (
        <ul aria-label="People who see this album" className="flex flex-col gap-1">
          {members.data.items.map((member) => (
            <MemberLine
              key={member.username}
              member={member}
              onRole={async (role) => {
                await putMember(album.id, { username: member.username, role })
                await changed(`${member.name} ${role === 'viewer' ? 'now only views.' : 'can add photos now.'}`)
              }}
              onRemove={async () => {
                await removeMember(album.id, member.username)
                // What had the focus goes with the line.
                field.current?.focus()
                await changed(`No longer shared with ${member.name}.`)
              }}
            />
          ))}
        </ul>
      )}
      {(members.data?.items.length ?? 0) > 0 && <Extras album={album} />}
    </>
  )
}

interface AddMemberProps {
  album: Album
  field: React.RefObject<HTMLInputElement | null>
  onAdded: (member: AlbumMember) => Promise<void>
}

function AddMember({ album, field, onAdded }: AddMemberProps) {
  const [username, setUsername] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const add = useMutation({
    mutationFn: () => putMember(album.id, { username: username.trim().replace(/^@/, ''), role }),
    onSuccess: async (member) => {
      setUsername('')
      field.current?.focus()
      await onAdded(member)
    },
  })
  const problem =
    add.error && ((add.error instanceof ApiError && add.error.fieldError('username')) || errorSentence(add.error))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-wrap items-start gap-2">
      <Field label="Username" error={problem} className="min-w-40 flex-1">
        <Input
          ref={field}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={40}
        />
      </Field>
      <Field label="May" className="w-40">
        <Select value={role} onChange={(event) => setRole(roleOf(event.target.value))}>
          <option value="viewer">view</option>
          <option value="contributor">add photos</option>
        </Select>
      </Field>
      <Button type="submit" variant="primary" className="mt-6" busy={add.isPending} disabled={username.trim() === ''}>
        Add
      </Button>
      <p className="w-full text-small text-muted">They see all photos in this album, private ones too.</p>
    </form>
  )
}

function roleOf(value: string): Role {
  return value === 'contributor' ? 'contributor' : 'viewer'
}

type Given = Pick<UpdateAlbum, 'showLocation' | 'allowOriginals'>

/** What members get beyond the pictures, of the owner's photos. */
function Extras({ album }: { album: Album }) {
  const [given, setGiven] = useState<Given>({ showLocation: album.showLocation, allowOriginals: album.allowOriginals })
  const [problem, setProblem] = useState<string | null>(null)
  const set = async (change: Given) => {
    const before = given
    setGiven({ ...given, ...change })
    setProblem(null)
    try {
      await updateAlbum(album.id, change)
    } catch (error) {
      setGiven(before)
      setProblem(errorSentence(error))
    }
  }
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-4">
      <Switch
        label="Members may see where photos were taken"
        hint="Of your photos in this album. For others’ photos their own setting counts."
        checked={given.showLocation ?? false}
        onCheckedChange={(showLocation) => void set({ showLocation })}
      />
      <Switch
        label="Members may download originals"
        hint="Of your photos, without their metadata."
        checked={given.allowOriginals ?? false}
        onCheckedChange={(allowOriginals) => void set({ allowOriginals })}
      />
      {problem && (
        <p role="alert" className="text-small text-danger">
          {problem}
        </p>
      )}
    </div>
  )
}
