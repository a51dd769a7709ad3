import type { ReactNode } from 'react'
import { PhotoEvents } from '@/components/gallery/photo-events'
import { SessionWatch } from '@/components/shell/session-watch'
import { Shell } from '@/components/shell/shell'
import { UploadProvider } from '@/components/upload/upload-provider'
import { uploadDefault } from '@/lib/accounts/get-me'
import { env } from '@/lib/env'
import { pageContext } from '@/lib/http/page'
import { readTheme } from '../read-theme'
import { viewerOf } from '../viewer'

/** The frame of the signed-in and public screens. Uploads live here, so that they survive navigation. */
export default async function LibraryLayout({ children }: { children: ReactNode }) {
  const ctx = await pageContext()
  const viewer = viewerOf(ctx.actor)
  return (
    <SessionWatch username={viewer?.username ?? null}>
      <UploadProvider owner={viewer?.username ?? null}>
        <Shell viewer={viewer} theme={await readTheme()} tiles={env().MAP_TILES_URL ?? null}>
          {children}
        </Shell>
        {viewer && <PhotoEvents />}
        {/* Read by whatever takes files (components/upload/upload-visibility.ts): no script has to bring it. */}
        {viewer && <meta name="upload-visibility" content={await uploadDefault(ctx)} />}
      </UploadProvider>
    </SessionWatch>
  )
}
