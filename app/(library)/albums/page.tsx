import type { Metadata } from 'next'
import type { WhichAlbums } from '@/components/albums/album-calls'
import { AlbumList } from '@/components/albums/album-list'
import { AlbumTabs } from '@/components/albums/album-tabs'
import { listAlbums } from '@/lib/albums/list-albums'
import { pageContext } from '@/lib/http/page'

export const metadata: Metadata = { title: 'Albums' }

interface AlbumsPageProps {
  searchParams: Promise<{ show?: string | string[] }>
}

/** One's own albums; those shared with one, and all one may see, behind the tabs; for visitors the public ones. */
export default async function AlbumsPage({ searchParams }: AlbumsPageProps) {
  const ctx = await pageContext()
  const signedIn = ctx.actor.kind === 'user'
  const which = signedIn ? whichOf((await searchParams).show) : 'all'
  const first = await listAlbums(ctx, {
    limit: 60,
    shared: which === 'shared',
    ...(which === 'own' ? { owner: 'me' } : {}),
  })
  return (
    <AlbumList
      key={which}
      which={which}
      first={first}
      title={signedIn ? <AlbumTabs current={which} /> : <h1 className="text-title">Public albums</h1>}
    />
  )
}

function whichOf(show: string | string[] | undefined): WhichAlbums {
  if (show === 'public') return 'all'
  return show === 'shared' ? 'shared' : 'own'
}
