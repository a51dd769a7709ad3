import type { Metadata } from 'next'
import { AlbumList } from '@/components/albums/album-list'
import { AlbumTabs } from '@/components/albums/album-tabs'
import { listAlbums } from '@/lib/albums/list-albums'
import { pageContext } from '@/lib/http/page'

export const metadata: Metadata = { title: 'Albums' }

interface AlbumsPageProps {
  searchParams: Promise<{ show?: string | string[] }>
}

/** One's own albums; everybody's public ones for visitors and behind the second tab. */
export default async function AlbumsPage({ searchParams }: AlbumsPageProps) {
  const ctx = await pageContext()
  const signedIn = ctx.actor.kind === 'user'
  const own = signedIn && (await searchParams).show !== 'public'
  const first = await listAlbums(ctx, { limit: 60, ...(own ? { owner: 'me' } : {}) })
  return (
    <AlbumList
      key={own ? 'own' : 'all'}
      owner={own ? 'me' : null}
      first={first}
      title={signedIn ? <AlbumTabs current={own ? 'own' : 'all'} /> : <h1 className="text-title">Public albums</h1>}
    />
  )
}
