import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { AlbumView, type SmartFilter } from '@/components/album-screen/album-view'
import { albumSummary } from '@/components/albums/album-summary'
import { addressWith, viewOf } from '@/components/search/filter-view'
import { type Album, AlbumId, type AlbumWithPhotos } from '@/lib/albums/contract'
import { getAlbum } from '@/lib/albums/get-album'
import { ANONYMOUS } from '@/lib/context/actor'
import type { Context } from '@/lib/context/context'
import { AppError } from '@/lib/errors/app-error'
import { pageContext } from '@/lib/http/page'
import { parseFilter } from '@/lib/search/language/filter'
import { publicMetadata } from '../../../public-metadata'
import { readDensity } from '../../read-density'
import { termNames } from '../../similar-seed'

interface AlbumPageProps {
  params: Promise<{ id: string }>
}

/** The album as this visitor may see it, or null: unknown and forbidden are the same. */
const findAlbum = cache(async (id: string): Promise<AlbumWithPhotos | null> => {
  if (!AlbumId.safeParse(id).success) return null
  try {
    return await getAlbum(await pageContext(), id)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
})

export async function generateMetadata({ params }: AlbumPageProps): Promise<Metadata> {
  const album = await findAlbum((await params).id)
  if (!album) return { title: 'Not found' }
  if (album.visibility !== 'public') return { title: album.title, robots: { index: false } }
  // Its owner may have a private photo as the cover: the world is told of the one it sees.
  const seen = album.permissions.edit ? await getAlbum({ ...(await pageContext()), actor: ANONYMOUS }, album.id) : album
  return publicMetadata({
    title: album.title,
    name: album.title,
    description: album.description || `${albumSummary(seen)} by ${album.owner.name}`,
    path: `/albums/${album.id}`,
    type: 'website',
    image: seen.cover && { url: seen.cover.url, width: seen.cover.width, height: seen.cover.height, alt: album.title },
  })
}

/** One album at its own address. */
export default async function OneAlbumPage({ params }: AlbumPageProps) {
  const found = await findAlbum((await params).id)
  if (!found) notFound()
  const ctx = await pageContext()
  const { photos, ...album } = found
  const ordered = album.filter === undefined || album.filter === null || album.filter.sort === undefined
  return (
    <AlbumView
      album={album}
      first={photos}
      density={await readDensity()}
      username={ctx.actor.kind === 'user' ? ctx.actor.username : null}
      days={album.smart && ordered}
      filter={await smartFilter(ctx, album)}
    />
  )
}

/** What a smart album's owner is told of its filter. */
async function smartFilter(ctx: Context, { filter }: Pick<Album, 'filter'>): Promise<SmartFilter | null> {
  if (!filter) return null
  const pairs = Object.entries(filter).flatMap(([key, value]) => [value].flat().map((text) => [key, text]))
  const parsed = parseFilter(new URLSearchParams(pairs))
  const { chips, query } = viewOf(parsed, '/gallery', await termNames(ctx, parsed))
  // Ids say nothing to a person.
  const words = chips.map(({ text, about, value }) => (text.startsWith('source:') ? `${about} ${value}`.trim() : text))
  return { words, href: addressWith('/gallery', query) }
}
