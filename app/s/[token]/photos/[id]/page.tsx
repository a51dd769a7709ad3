import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { VisitorStage } from '@/components/visitor/visitor-stage'
import { AppError } from '@/lib/errors/app-error'
import { type Photo, PhotoId } from '@/lib/photos/contract'
import { getPhoto } from '@/lib/photos/get-photo'
import type { LinkContext } from '@/lib/shares/link-door'
import { listSharedPhotos } from '@/lib/shares/shared-photos'
import { openShared, sharedMetadata } from '../../shared-page'

interface LinkPhotoPageProps {
  params: Promise<{ token: string; id: string }>
}

/** Photos that come with the page: its neighbours, where it stands near the beginning. */
const FIRST = 60

/** The photo where the link opens it, or null; asked once for the page and its head. */
const findPhoto = cache(async (ctx: LinkContext, id: string): Promise<Photo | null> => {
  if (!PhotoId.safeParse(id).success) return null
  try {
    return await getPhoto(ctx, { id })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
})

export async function generateMetadata({ params }: LinkPhotoPageProps): Promise<Metadata> {
  const { token, id } = await params
  return sharedMetadata(token, async ({ ctx }) => (await findPhoto(ctx, id)) !== null)
}

/** One photo of a share link. */
export default async function LinkPhotoPage({ params }: LinkPhotoPageProps) {
  const { token, id } = await params
  const { ctx } = await openShared(token)
  const photo = await findPhoto(ctx, id)
  if (!photo?.renditions) notFound()
  const first = await listSharedPhotos(ctx, { limit: FIRST })
  return (
    <VisitorStage
      token={token}
      picks={ctx.actor.rights.allowPicks}
      photo={{ ...photo, renditions: photo.renditions }}
      first={first}
    />
  )
}
