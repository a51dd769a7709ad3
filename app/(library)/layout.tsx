import type { ReactNode } from 'react'
import { PhotoEvents } from '@/components/gallery/photo-events'
import { SessionWatch } from '@/components/shell/session-watch'
import { Shell } from '@/components/shell/shell'
import { UploadProvider } from '@/components/upload/upload-provider'
import { pageActor } from '@/lib/auth/session'
import { env } from '@/lib/env'
import { readTheme } from '../read-theme'
import { viewerOf } from '../viewer'

/** The frame of the signed-in and public screens. Uploads live here, so that they survive navigation. */
export default async function LibraryLayout({ children }: { children: ReactNode }) {
  const viewer = viewerOf(await pageActor())
  return (
    <SessionWatch username={viewer?.username ?? null}>
      <UploadProvider owner={viewer?.username ?? null}>
        <Shell viewer={viewer} theme={await readTheme()} tiles={env().MAP_TILES_URL ?? null}>
          {children}
        </Shell>
        {viewer && <PhotoEvents />}
      </UploadProvider>
    </SessionWatch>
  )
}
