'use client'
import { Download, Play } from 'lucide-react'
import { useState } from 'react'
import type { SharedLink } from '@/lib/shares/visitor-contract'
import { PicksHint } from '../guests/picks-hint'
import { PicksToggle } from '../guests/picks-toggle'
import { wantSlideshow } from '../photos/slideshow'
import { Button } from '../ui/button'
import { AddPhotos } from './add-photos'

interface VisitorActionsProps {
  token: string
  link: SharedLink
  /** Whether there is any photo. */
  some: boolean
  /** Only what the visitor has marked is shown. */
  picked: boolean
  onPicked: (only: boolean) => void
}

/** What a visitor can do with all photos of a link. */
export function VisitorActions({ token, link, some, picked, onPicked }: VisitorActionsProps) {
  const [busy, setBusy] = useState(false)
  const downloadAll = async () => {
    setBusy(true)
    const { downloadShared } = await import('./visitor-calls')
    await downloadShared(token)
    setBusy(false)
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      {some && (
        <Button onClick={playFromFirst}>
          <Play aria-hidden size={18} strokeWidth={1.75} />
          Slideshow
        </Button>
      )}
      {link.allowPicks && <PicksToggle on={picked} onChange={onPicked} />}
      {some && link.allowPicks && !picked && <PicksHint />}
      {link.allowUpload && <AddPhotos />}
      {some && link.allowDownload && (
        <Button busy={busy} onClick={() => void downloadAll()}>
          <Download aria-hidden size={18} strokeWidth={1.75} />
          Download all
        </Button>
      )}
    </div>
  )
}

/** Opens the first photo that is drawn, which plays on from there. */
function playFromFirst(): void {
  const tiles = [...document.querySelectorAll<HTMLElement>('.photo-grid [data-index]')]
  const [first] = tiles.sort((a, b) => Number(a.dataset.index) - Number(b.dataset.index))
  wantSlideshow()
  first?.querySelector('a')?.click()
}
