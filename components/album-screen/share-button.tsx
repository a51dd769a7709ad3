'use client'
import { Share2 } from 'lucide-react'
import { Suspense, useEffect, useState } from 'react'
import type { Album } from '@/lib/albums/contract'
import { Button } from '../ui/button'
import { lazily } from '../ui/lazily'

const ShareDialog = lazily(() => import('./share-dialog').then((module) => module.ShareDialog))

export interface ShareButtonProps {
  /** An own album. */
  album: Album
  /** Told once it answers clicks. */
  onReady: () => void
}

/** Opens what an own album is shared by. Load it lazily. */
export function ShareButton({ album, onReady }: ShareButtonProps) {
  const [open, setOpen] = useState(false)
  useEffect(onReady, [onReady])
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Share2 aria-hidden size={18} strokeWidth={1.75} />
        Share…
      </Button>
      <Suspense>{open && <ShareDialog album={album} onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
