'use client'
import { Suspense, useEffect, useState } from 'react'
import { Button } from '../ui/button'
import { lazily } from '../ui/lazily'
import type { FilterView } from './filter-view'

const SaveAlbum = lazily(() => import('./save-album').then((module) => module.SaveAlbum))
const ShareFilter = lazily(() => import('./share-filter').then((module) => module.ShareFilter))

interface KeepFilterProps {
  view: FilterView
  /** It answers clicks. */
  onReady: () => void
}

/** What can be made of a filter: an album, or, of one's own photos, a link. */
export function KeepFilter({ view: { chips, query }, onReady }: KeepFilterProps) {
  const [open, setOpen] = useState<'save' | 'share' | null>(null)
  const close = () => setOpen(null)
  useEffect(onReady, [onReady])
  return (
    <>
      <Button variant="ghost" size="small" className="text-muted" onClick={() => setOpen('save')}>
        Save as album
      </Button>
      {chips.some((chip) => chip.text === 'owner:me') && (
        <Button variant="ghost" size="small" className="text-muted" onClick={() => setOpen('share')}>
          Share link
        </Button>
      )}
      <Suspense>
        {open === 'save' && <SaveAlbum query={query} onClose={close} />}
        {open === 'share' && <ShareFilter query={query} onClose={close} />}
      </Suspense>
    </>
  )
}
