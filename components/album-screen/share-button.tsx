'use client'
import { Share2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import type { Album } from '@/lib/albums/contract'
import { Button } from '../ui/button'
import { lazily } from '../ui/lazily'

const ShareDialog = lazily(() => import('./share-dialog').then((module) => module.ShareDialog))

/** Opens what an own album is shared by. */
export function ShareButton({ album }: { album: Album }) {
  const [open, setOpen] = useState(false)
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
