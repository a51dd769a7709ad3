'use client'
import { useQuery } from '@tanstack/react-query'
import { ImagePlus, LogOut, Users } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Album } from '@/lib/albums/contract'
import { errorSentence } from '@/lib/http/api-error'
import { AlbumMenu } from '../albums/album-menu'
import { noteDeletedHere } from '../albums/deleted-here'
import { AlertDialog } from '../ui/alert-dialog'
import { Dialog } from '../ui/dialog'
import { ErrorState } from '../ui/error-state'
import { MenuItem } from '../ui/menu'
import { NavLink } from '../ui/nav-link'
import { QueryProvider } from '../ui/query-provider'
import { Spinner } from '../ui/spinner'
import { showToast } from '../ui/toast-store'
import { fetchMembers, membersKey, removeMember } from './member-calls'
import { Person } from './member-line'

interface MemberActionsProps {
  /** Somebody else's album, shared with the viewer. */
  album: Album
  /** The viewer's. */
  username: string
  /** Told once it answers clicks. */
  onReady: () => void
}

/** A member's menu of an album: who else sees it, and leaving it. Load it lazily. */
export function MemberActions({ album, username, onReady }: MemberActionsProps) {
  const [open, setOpen] = useState<'people' | 'leave' | null>(null)
  return (
    <QueryProvider>
      <AlbumMenu onReady={onReady}>
        {album.permissions.addPhotos && (
          <MenuItem asChild>
            <NavLink href="/">
              <ImagePlus aria-hidden size={18} strokeWidth={1.75} />
              Add photos from your gallery
            </NavLink>
          </MenuItem>
        )}
        <MenuItem icon={Users} onSelect={() => setOpen('people')}>
          Who sees it
        </MenuItem>
        <MenuItem icon={LogOut} danger onSelect={() => setOpen('leave')}>
          Leave album
        </MenuItem>
      </AlbumMenu>
      {open === 'people' && <People album={album} onClose={() => setOpen(null)} />}
      {open === 'leave' && <LeaveAlbum album={album} username={username} onClose={() => setOpen(null)} />}
    </QueryProvider>
  )
}

const MAY = { viewer: 'views', contributor: 'adds photos' }

function People({ album, onClose }: { album: Album; onClose: () => void }) {
  const members = useQuery({ queryKey: membersKey(album.id), queryFn: () => fetchMembers(album.id), staleTime: 0 })
  return (
    <Dialog open onOpenChange={onClose} title="Who sees this album">
      {members.isPending && <Spinner label="Loading the people" />}
      {members.error && (
        <ErrorState title="The people did not load" onRetry={() => void members.refetch()}>
          {errorSentence(members.error)}
        </ErrorState>
      )}
      {members.data && (
        <ul aria-label="People who see this album" className="flex flex-col gap-3">
          <li>
            <Person name={album.owner.name} about={`@${album.owner.username} · owns it`} />
          </li>
          {members.data.items.map(({ username, name, role }) => (
            <li key={username}>
              <Person name={name} about={`@${username} · ${MAY[role]}`} />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}

function LeaveAlbum({ album, username, onClose }: Omit<MemberActionsProps, 'onReady'> & { onClose: () => void }) {
  const router = useRouter()
  const leave = async () => {
    const takeBack = noteDeletedHere(album.id)
    try {
      await removeMember(album.id, username)
      showToast(`You left ${album.title}`)
      router.push('/albums?show=shared')
    } catch (error) {
      takeBack()
      showToast(errorSentence(error), { tone: 'danger' })
    }
  }
  return (
    <AlertDialog
      open
      onOpenChange={onClose}
      title={`Leave ${album.title}?`}
      confirm="Leave album"
      danger
      onConfirm={() => void leave()}
    >
      You no longer see it{album.permissions.addPhotos ? ', and your photos leave it with you' : ''}. Only{' '}
      {album.owner.name} can share it with you again.
    </AlertDialog>
  )
}
