'use client'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Check, Images, Plus } from 'lucide-react'
import { Suspense, useEffect, useState } from 'react'
import type { Album, AlbumPage } from '@/lib/albums/contract'
import { errorSentence } from '@/lib/http/api-error'
import { foldText } from '@/lib/media/fold-text'
import { countPhotos } from '@/lib/media/plural'
import { ALBUMS, fetchAlbums } from '../albums/album-calls'
import { CoverImage } from '../images/cover-image'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { ErrorState } from '../ui/error-state'
import { Input } from '../ui/input'
import { lazily } from '../ui/lazily'
import { QueryProvider } from '../ui/query-provider'
import { Spinner } from '../ui/spinner'

const AlbumFormDialog = lazily(() => import('../albums/album-form-dialog').then((module) => module.AlbumFormDialog))

interface AlbumDialogProps {
  /** How many photos are to be added. */
  count: number
  /** Albums that hold all of them already. */
  holding?: readonly string[]
  onChoose: (album: Pick<Album, 'id' | 'title'>) => void
  onClose: () => void
}

/** Chooses an album made by hand, an own one or one that the viewer contributes to, or makes a new one. Load it lazily. */
export function AlbumDialog(props: AlbumDialogProps) {
  return (
    <QueryProvider>
      <ChooseAlbum {...props} />
    </QueryProvider>
  )
}

function ChooseAlbum({ count, holding = [], onChoose, onClose }: AlbumDialogProps) {
  const [making, setMaking] = useState(false)
  const client = useQueryClient()
  if (making) {
    return (
      <Suspense>
        <AlbumFormDialog
          onClose={() => setMaking(false)}
          onSaved={(album) => {
            void client.invalidateQueries({ queryKey: ALBUMS })
            onChoose(album)
          }}
        />
      </Suspense>
    )
  }
  return (
    <Dialog open onOpenChange={onClose} title={`Add ${countPhotos(count)} to an album`}>
      <Button className="mb-3 w-full" onClick={() => setMaking(true)}>
        <Plus aria-hidden size={18} strokeWidth={1.75} />
        New album
      </Button>
      <OwnAlbums holding={holding} onChoose={onChoose} />
    </Dialog>
  )
}

function OwnAlbums({ holding, onChoose }: Required<Pick<AlbumDialogProps, 'holding' | 'onChoose'>>) {
  const [text, setText] = useState('')
  const list = useOwnAlbums(text)
  const shared = useSharedAlbums()
  const own = list.data?.pages.flatMap((page) => page.items) ?? []
  const all = [...own, ...shared].filter(({ permissions }) => permissions.addPhotos)
  const wanted = foldText(text)
  const shown = all.filter((album) => foldText(album.title).includes(wanted))
  if (list.isPending) return <Spinner label="Loading your albums" />
  if (list.error && all.length === 0) {
    return (
      <ErrorState title="Your albums did not load" onRetry={() => void list.refetch()}>
        {errorSentence(list.error)}
      </ErrorState>
    )
  }
  return (
    <>
      {all.length > 0 && (
        <Input
          type="search"
          aria-label="Find an album"
          placeholder="Find an album"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            const [first] = shown
            if (event.key === 'Enter' && first) onChoose(first)
          }}
        />
      )}
      <ul aria-label="Your albums" className="mt-2 flex max-h-80 flex-col overflow-y-auto">
        {shown.map((album) => (
          <li key={album.id}>
            <AlbumLine album={album} held={holding.includes(album.id)} onChoose={() => onChoose(album)} />
          </li>
        ))}
      </ul>
      {shown.length === 0 && (
        <p className="py-4 text-center text-muted">
          {all.length === 0 ? 'You have no albums yet.' : `No album of yours has “${text}” in its title.`}
        </p>
      )}
      {list.hasNextPage && (
        <Button
          className="mt-2 w-full"
          size="small"
          busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show more albums
        </Button>
      )}
    </>
  )
}

/** One's own albums, page by page; all of them once something is looked for: it may be on a page that is not loaded yet. */
function useOwnAlbums(text: string) {
  const list = useInfiniteQuery({
    queryKey: [...ALBUMS, 'own', 'choose'],
    queryFn: ({ pageParam }) => fetchAlbums('own', pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
  const { hasNextPage, isFetching, fetchNextPage } = list
  useEffect(() => {
    if (text !== '' && hasNextPage && !isFetching) void fetchNextPage()
  }, [text, hasNextPage, isFetching, fetchNextPage])
  return list
}

/** Those of others that one may add to: few, so all of them at once. */
function useSharedAlbums(): Album[] {
  const { data } = useQuery({
    queryKey: [...ALBUMS, 'shared', 'choose'],
    queryFn: async () => {
      const found: Album[] = []
      let cursor: string | null = null
      do {
        const page: AlbumPage = await fetchAlbums('shared', cursor)
        found.push(...page.items)
        cursor = page.next
      } while (cursor !== null)
      return found
    },
  })
  return data ?? []
}

/** Who sees what is added: an album that is shared shows its members private photos, too. */
function whoSees({ role, owner, members = 0, visibility }: Album): string {
  if (role !== 'owner') return `shared by ${owner.name}, members see it`
  return members === 0 ? visibility : `shared with ${members === 1 ? '1 person' : `${members} people`}`
}

function AlbumLine({ album, held, onChoose }: { album: Album; held: boolean; onChoose: () => void }) {
  return (
    <button
      type="button"
      disabled={held}
      onClick={onChoose}
      className="flex w-full items-center gap-3 rounded-control p-2 text-left hover:bg-sunken focus-visible:-outline-offset-2 disabled:opacity-60"
    >
      <span className="flex size-12 shrink-0 items-center justify-center overflow-hidden bg-sunken text-muted">
        {album.cover ? <CoverImage cover={album.cover} /> : <Images aria-hidden size={20} strokeWidth={1.25} />}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">{album.title}</span>
        <span className="block text-small text-muted">
          {held
            ? 'Already in this album'
            : [...(album.count === null ? [] : [countPhotos(album.count)]), whoSees(album)].join(' · ')}
        </span>
      </span>
      {held && <Check aria-hidden size={18} strokeWidth={1.75} />}
    </button>
  )
}
