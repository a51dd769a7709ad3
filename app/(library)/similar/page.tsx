import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PictureSearch } from '@/components/similar/picture-search'
import { pageContext } from '@/lib/http/page'
import { formatBytes } from '@/lib/media/format-bytes'
import { ACCEPTED_NAMES } from '@/lib/media/media-types'
import { readLimits } from '@/lib/settings/limits'

export const metadata: Metadata = { title: 'Find photos like a picture' }

/** Photos that look like a picture that is shown to the server and not kept. */
export default async function SimilarPage() {
  const { actor, db } = await pageContext()
  if (actor.kind !== 'user') redirect('/login?next=/similar')
  const { maxUploadBytes } = await readLimits(db)
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-6 px-4 pt-8 pb-16">
      <h1 className="text-display">Find photos like a picture</h1>
      <PictureSearch takes={`${ACCEPTED_NAMES}, up to ${formatBytes(maxUploadBytes)}.`} />
    </div>
  )
}
