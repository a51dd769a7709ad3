'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CalendarArrowDown, CalendarArrowUp, Image, Pencil, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Album } from '@/lib/albums/contract'
import { errorSentence } from '@/lib/http/api-error'
import { formatNumber } from '@/lib/media/format-number'
import { pageLists } from '../photo-lists/page-lists'
import { AlertDialog } from '../ui/alert-dialog'
import { Checkbox } from '../ui/checkbox'
import { MenuItem } from '../ui/menu'
import { QueryProvider } from '../ui/query-provider'
import { showToast } from '../ui/toast-store'
import { ALBUMS, deleteAlbum, reorderAlbum } from './album-calls'
import { AlbumFormDialog } from './album-form-dialog'
import { AlbumMenu } from './album-menu'
import { CoverDialog } from './cover-dialog'
import { noteDeletedHere } from './deleted-here'
import { MOST_ORDERED, orderByDate } from './order-by-date'

export interface AlbumActionsProps {
  album: Album
  /** Told once it answers clicks. */
  onReady: () => void
}

/** The owner's menu of an album: edit, cover, order, delete. Load it lazily. */
export function AlbumActions(props: AlbumActionsProps) {
  return (
    <QueryProvider>
      <Actions {...props} />
    </QueryProvider>
  )
}

function Actions({ album, onReady }: AlbumActionsProps) {
  const router = useRouter()
  const [open, setOpen] = useState<'edit' | 'cover' | 'delete' | null>(null)
  const order = useOrder(album)
  return (
    <>
      <AlbumMenu onReady={onReady}>
        <MenuItem icon={Pencil} onSelect={() => setOpen('edit')}>
          Edit title and visibility
        </MenuItem>
        <MenuItem icon={Image} disabled={album.count === 0} onSelect={() => setOpen('cover')}>
          Choose the cover
        </MenuItem>
        {!album.smart && (
          <>
            <MenuItem icon={CalendarArrowDown} disabled={album.count === 0} onSelect={() => order.mutate('oldest')}>
              Order by date, oldest first
            </MenuItem>
            <MenuItem icon={CalendarArrowUp} disabled={album.count === 0} onSelect={() => order.mutate('newest')}>
              Order by date, newest first
            </MenuItem>
          </>
        )}
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
      {open === 'cover' && (
        <CoverDialog
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

/** Puts the album's photos in the order of their dates, and back. */
function useOrder({ id }: Album) {
  const restore = async (ids: string[]) => {
    await reorderAlbum(id, { ids, before: null })
    pageLists.refresh()
  }
  return useMutation({
    mutationFn: (first: 'oldest' | 'newest') => orderByDate(id, first),
    onSuccess: (before) => {
      if (before === null) {
        showToast(`An album of more than ${formatNumber(MOST_ORDERED)} photos cannot be put in order at once.`)
        return
      }
      pageLists.refresh()
      showToast('The photos are in the order of their dates', {
        action: {
          label: 'Undo',
          run: () => void restore(before).catch((error) => showToast(errorSentence(error), { tone: 'danger' })),
        },
      })
    },
    onError: (error) => showToast(errorSentence(error), { tone: 'danger' }),
  })
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
