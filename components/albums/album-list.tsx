'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { FolderHeart, Plus, Users } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ReactNode, Suspense, useState } from 'react'
import type { AlbumPage } from '@/lib/albums/contract'
import { errorSentence } from '@/lib/http/api-error'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { ErrorState } from '../ui/error-state'
import { lazily } from '../ui/lazily'
import { QueryProvider } from '../ui/query-provider'
import { ALBUMS, fetchAlbums, type WhichAlbums } from './album-calls'
import { AlbumCard } from './album-card'
import { useFollowAlbums } from './use-follow-albums'

const AlbumFormDialog = lazily(() => import('./album-form-dialog').then((module) => module.AlbumFormDialog))

interface AlbumListProps {
  which: WhichAlbums
  /** The first page, rendered by the server. */
  first: AlbumPage
  title: ReactNode
}

/** Albums as cards, newest first. */
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
        {which === 'own' && albums.length > 0 && create}
      </div>
      {albums.length === 0 && !list.error && <NoAlbums which={which} create={create} />}
      <ul className="grid grid-cols-2 gap-x-4 gap-y-6 sm:grid-cols-[repeat(auto-fill,minmax(220px,1fr))]">
        {albums.map((album) => (
          <li key={album.id}>
            <AlbumCard album={album} />
          </li>
        ))}
      </ul>
      {list.error && (
        <ErrorState title="The albums did not load" onRetry={() => void list.refetch()}>
          {errorSentence(list.error)}
        </ErrorState>
      )}
      {list.hasNextPage && (
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
