'use client'
import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import { FolderHeart, Plus, Users } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import type { AlbumPage } from '@/lib/albums/contract'
import { errorSentence } from '@/lib/http/api-error'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { ErrorState } from '../ui/error-state'
import { lazily } from '../ui/lazily'
import { QueryProvider } from '../ui/query-provider'
import { ALBUMS, fetchAlbums, type WhichAlbums } from './album-calls'
import { AlbumCard } from './album-card'
import { AlbumTools } from './album-tools'
import { type AlbumOrder, sortedAlbums } from './sorted-albums'
import { useFollowAlbums } from './use-follow-albums'

const AlbumFormDialog = lazily(() => import('./album-form-dialog').then((module) => module.AlbumFormDialog))

interface AlbumListProps {
  which: WhichAlbums
  /** The first page, rendered by the server. */
  first: AlbumPage
  title: ReactNode
}

type AlbumPages = Pick<
  UseInfiniteQueryResult<InfiniteData<AlbumPage>>,
  'hasNextPage' | 'isFetchingNextPage' | 'isError' | 'fetchNextPage'
>

/** Albums as cards, newest first unless one asks for another order. */
export function AlbumList(props: AlbumListProps) {
  return (
    <QueryProvider>
      <Albums {...props} />
    </QueryProvider>
  )
}

function Albums({ which, first, title }: AlbumListProps) {
  const router = useRouter()
  const [making, setMaking] = useState(false)
  const list = useInfiniteQuery({
    queryKey: [...ALBUMS, which],
    queryFn: ({ pageParam }) => fetchAlbums(which, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    initialData: { pages: [first], pageParams: [null] },
  })
  useFollowAlbums(which !== 'all', list.refetch)
  const albums = list.data.pages.flatMap((page) => page.items)
  const { typed, setTyped, order, setOrder, all } = useChoice(list)
  const shown = sortedAlbums(albums, order, typed)
  const create = (
    <Button variant="primary" onClick={() => setMaking(true)}>
      <Plus aria-hidden size={18} strokeWidth={1.75} />
      New album
    </Button>
  )
  return (
    <section className="px-4 pb-16">
      <div className="flex min-h-14 flex-wrap items-center gap-3 py-3">
        <div className="mr-auto min-w-0">{title}</div>
        {albums.length > 1 && <AlbumTools typed={typed} onType={setTyped} order={order} onOrder={setOrder} />}
        {which === 'own' && albums.length > 0 && create}
      </div>
      {albums.length === 0 && !list.error && <NoAlbums which={which} create={create} />}
      {albums.length > 0 && shown.length === 0 && !list.hasNextPage && (
        <p role="status" className="py-16 text-center text-large text-muted">
          No album has these words in its title.
        </p>
      )}
      <ul className="grid grid-cols-2 gap-x-4 gap-y-6 max-sm:gap-x-3 sm:grid-cols-[repeat(auto-fit,minmax(min(260px,100%),1fr))]">
        {shown.map((album) => (
          <li key={album.id} className="max-w-120">
            <AlbumCard album={album} />
          </li>
        ))}
      </ul>
      {list.error && (
        <ErrorState title="The albums did not load" onRetry={() => void list.refetch()}>
          {errorSentence(list.error)}
        </ErrorState>
      )}
      {list.hasNextPage && !(all && list.isFetchingNextPage) && (
        <div className="flex justify-center py-8">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more albums
          </Button>
        </div>
      )}
      <Suspense>
        {making && (
          <AlbumFormDialog onClose={() => setMaking(false)} onSaved={(album) => router.push(`/albums/${album.id}`)} />
        )}
      </Suspense>
    </section>
  )
}

/** The order and the words that are looked for. Another order than the server's, or some of the albums, is known only of all there are. */
function useChoice({ hasNextPage, isFetchingNextPage, isError, fetchNextPage }: AlbumPages) {
  const [order, setOrder] = useState<AlbumOrder>('newest')
  const [typed, setTyped] = useState('')
  const all = order !== 'newest' || typed.trim() !== ''
  useEffect(() => {
    if (all && hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage()
  }, [all, hasNextPage, isFetchingNextPage, isError, fetchNextPage])
  return { order, setOrder, typed, setTyped, all }
}

function NoAlbums({ which, create }: { which: WhichAlbums; create: ReactNode }) {
  if (which === 'shared') {
    return (
      <EmptyState icon={Users} title="Nothing is shared with you yet">
        Albums that people here share with you are shown here.
      </EmptyState>
    )
  }
  if (which === 'all') {
    return (
      <EmptyState icon={FolderHeart} title="No public albums yet">
        Albums that people here make public are shown here.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={FolderHeart} title="No albums yet" action={create}>
      An album holds photos in an order of your own. A smart album holds whatever fits a filter.
    </EmptyState>
  )
}
