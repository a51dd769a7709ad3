'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Pencil, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Album } from '@/lib/albums/contract'
import { errorSentence } from '@/lib/http/api-error'
import { AlertDialog } from '../ui/alert-dialog'
import { Checkbox } from '../ui/checkbox'
import { MenuItem } from '../ui/menu'
import { QueryProvider } from '../ui/query-provider'
import { showToast } from '../ui/toast-store'
import { ALBUMS, deleteAlbum } from './album-calls'
import { AlbumFormDialog } from './album-form-dialog'
import { AlbumMenu } from './album-menu'
import { noteDeletedHere } from './deleted-here'

export interface AlbumActionsProps {
  album: Album
  /** Told once it answers clicks. */
  onReady: () => void
}

/** The owner's menu of an album: edit, delete. Load it lazily. */
export function AlbumActions(props: AlbumActionsProps) {
  return (
    <QueryProvider>
      <Actions {...props} />
    </QueryProvider>
  )
}

function Actions({ album, onReady }: AlbumActionsProps) {
  const router = useRouter()
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null)
  return (
    <>
      <AlbumMenu onReady={onReady}>
        <MenuItem icon={Pencil} onSelect={() => setOpen('edit')}>
          Edit title and visibility
        </MenuItem>
        <MenuItem icon={Trash2} danger onSelect={() => setOpen('delete')}>
          Delete album
        </MenuItem>
      </AlbumMenu>
      {open === 'edit' && (
        <AlbumFormDialog
          album={album}
          onClose={() => setOpen(null)}
          onSaved={() => {
            setOpen(null)
            router.refresh()
          }}
        />
      )}
      {open === 'delete' && <DeleteAlbum album={album} onClose={() => setOpen(null)} />}
    </>
  )
}

function DeleteAlbum({ album, onClose }: { album: Album; onClose: () => void }) {
  const router = useRouter()
  const client = useQueryClient()
  const [withPhotos, setWithPhotos] = useState(false)
  const remove = useMutation({
    mutationFn: async () => {
      const takeBack = noteDeletedHere(album.id)
      await deleteAlbum(album.id, withPhotos).catch((error) => {
        takeBack()
        throw error
      })
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ALBUMS })
      showToast(`The album ${album.title} is deleted`)
      router.push('/albums')
    },
    onError: (error) => showToast(errorSentence(error), { tone: 'danger' }),
  })
  return (
    <AlertDialog
      open
      onOpenChange={onClose}
      title={`Delete the album ${album.title}?`}
      confirm="Delete album"
      danger
      onConfirm={() => remove.mutate()}
    >
      <p>
        {withPhotos
          ? 'The album goes, and your photos in it move to the trash, where they stay for 30 days.'
          : 'Only the album goes. Your photos stay in your library.'}
        {album.shared && ' The people you share it with no longer see it.'}
      </p>
      {album.count !== 0 && (
        <Checkbox
          className="mt-4"
          label="Move your photos in it to the trash too"
          checked={withPhotos}
          onChange={(event) => setWithPhotos(event.target.checked)}
        />
      )}
    </AlertDialog>
  )
}
