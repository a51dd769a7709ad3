'use client'
import { Heart } from 'lucide-react'
import { Suspense, useState } from 'react'
import { formatNumber } from '@/lib/media/format-number'
import type { ShareLink } from '@/lib/shares/contract'
import { Button } from '../ui/button'
import { lazily } from '../ui/lazily'
import { linkName } from './link-words'

const LinkPicksDialog = lazily(() => import('../guests/link-picks-dialog').then((module) => module.LinkPicksDialog))

/** Opens who gave a name at a link and what they have marked; nothing where nobody may or did. */
export function PicksButton({ link }: { link: ShareLink }) {
  const [open, setOpen] = useState(false)
  if (!link.allowPicks && !link.allowUpload && link.picks === 0 && link.guestFiles === 0) return null
  const name = linkName(link)
  return (
    <>
      <Button size="small" aria-label={`Picks in the link ${name}: ${link.picks}`} onClick={() => setOpen(true)}>
        <Heart aria-hidden size={16} strokeWidth={1.75} />
        Picks ({formatNumber(link.picks)})
      </Button>
      <Suspense>{open && <LinkPicksDialog linkId={link.id} title={name} onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
