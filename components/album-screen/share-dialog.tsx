'use client'
import type { ReactNode } from 'react'
import type { Album } from '@/lib/albums/contract'
import { LinkSection } from '../shares/link-section'
import { Dialog } from '../ui/dialog'
import { QueryProvider } from '../ui/query-provider'
import { SharePeople } from './share-people'

interface ShareDialogProps {
  /** An own album. */
  album: Album
  onClose: () => void
}

/** Who sees an own album besides its owner: one section for each way of sharing. Load it lazily. */
export function ShareDialog({ album, onClose }: ShareDialogProps) {
  return (
    <QueryProvider>
      <Dialog open onOpenChange={onClose} title={`Share ${album.title}`} className="sm:max-w-lg">
        <div className="flex flex-col gap-8">
          {!album.smart && (
            <ShareSection title="People here">
              <SharePeople album={album} />
            </ShareSection>
          )}
          <ShareSection title="Link">
            {album.smart && (
              <p className="text-muted">
                A filter fills this album: it is shared by link. With people here you share an album made by hand.
              </p>
            )}
            <LinkSection albumId={album.id} smart={album.smart} />
          </ShareSection>
        </div>
      </Dialog>
    </QueryProvider>
  )
}

function ShareSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-4">
      <h3 className="text-large font-semibold">{title}</h3>
      {children}
    </section>
  )
}
