import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { PhotoStage } from '@/components/photos/photo-stage'
import { photoName } from '@/components/words/photo-text'
import { AppError } from '@/lib/errors/app-error'
import { pageContext } from '@/lib/http/page'
import { type Photo, PhotoId } from '@/lib/photos/contract'
import { getPhoto } from '@/lib/photos/get-photo'
import { publicMetadata } from '../../../public-metadata'
import { photoContext } from './photo-context'

interface PhotoPageProps {
  params: Promise<{ id: string }>
}

/** The photo as this visitor may see it, or null: unknown and forbidden are the same. */
const findPhoto = cache(async (id: string): Promise<Photo | null> => {
  if (!PhotoId.safeParse(id).success) return null
  try {
    return await getPhoto(await pageContext(), { id })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
})

export async function generateMetadata({ params }: PhotoPageProps): Promise<Metadata> {
  const photo = await findPhoto((await params).id)
  if (!photo) return { title: 'Not found' }
  const title = photoName(photo)
  if (photo.visibility !== 'public' || photo.deletedAt || !photo.renditions) return { title, robots: { index: false } }
  const { url, width, height } = photo.renditions.preview
  return publicMetadata({
    title,
    name: title,
    description: photo.description || `A photo by ${photo.owner.name}`,
    path: `/photos/${photo.id}`,
    type: 'article',
    image: { url, width, height, alt: title },
    feed: photo.owner.username,
  })
}

/** One photo at its own address, with its neighbours to go on to. */
export default async function PhotoPage({ params }: PhotoPageProps) {
  const photo = await findPhoto((await params).id)
  if (!photo) notFound()
  const ctx = await pageContext()
  // The raw tags are for the owner's API; the page has no use for them.
  const { exif: _, ...shown } = photo
  return (
    <PhotoStage
      photo={shown}
      context={await photoContext(ctx, shown)}
      home={shown.permissions.edit ? '/' : `/gallery?owner=${shown.owner.username}`}
    />
  )
}
