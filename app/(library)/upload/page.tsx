import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { DropTarget } from '@/components/upload/drop-target'
import { SharedWith } from '@/components/upload/shared-with'
import { env } from '@/lib/env'
import { pageContext } from '@/lib/http/page'
import { formatBytes } from '@/lib/media/format-bytes'
import { ACCEPTED_NAMES } from '@/lib/media/media-types'
import { readLimits } from '@/lib/settings/limits'

export const metadata: Metadata = { title: 'Upload' }

/** Where photos come in; dropping works on every other page too. */
export default async function UploadPage() {
  const { actor, db } = await pageContext()
  if (actor.kind !== 'user') redirect('/login?next=/upload')
  const { maxUploadBytes } = await readLimits(db)
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-6 px-4 pt-8 pb-16">
      <h1 className="text-display">Upload</h1>
      <SharedWith />
      <DropTarget />
      <div className="flex flex-col gap-1 text-muted">
        <p>
          {ACCEPTED_NAMES}, up to {formatBytes(maxUploadBytes)} and {Math.round(env().MAX_PIXELS / 1e6)} megapixels
          each, as many as you like.
        </p>
        <p>
          A photo that is in your library already is recognised and not sent again. Folders are searched to the bottom;
          what is no picture is left out.
        </p>
        <p>You can go on using Albumen meanwhile; only the tab has to stay open.</p>
      </div>
    </div>
  )
}
