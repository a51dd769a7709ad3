'use client'
import { Download, FolderCheck, FolderPlus } from 'lucide-react'
import { useState } from 'react'
import type { LinkPicks } from '@/lib/guests/contract'
import { errorSentence } from '@/lib/http/api-error'
import { countPhotos } from '@/lib/media/plural'
import { Button } from '../ui/button'
import { buttonStyle } from '../ui/button-style'
import { showToast } from '../ui/toast-store'
import { albumOf, zipOf } from './picked-calls'

const ICON = { 'aria-hidden': true, size: 16, strokeWidth: 1.75 } as const

/** What the owner makes of picks. @param props.name of the album or the zip */
export function PickActions({ photos, name }: { photos: LinkPicks['photos']; name: string }) {
  const [busy, setBusy] = useState<'album' | 'zip' | null>(null)
  const [album, setAlbum] = useState<string | null>(null)
  // An album may show others' photos, too; those stay theirs.
  const own = photos.flatMap(({ photo }) => (photo.permissions.edit ? [photo.id] : []))
  const work = async (kind: 'album' | 'zip', run: () => Promise<void>) => {
    setBusy(kind)
    await run().catch((error: unknown) => showToast(errorSentence(error), { tone: 'danger' }))
    setBusy(null)
  }
  const makeAlbum = async () => {
    setAlbum((await albumOf(name, own)).id)
  }
  const download = async () => {
    const { url } = await zipOf(name, own)
    showToast(`Making a zip of ${countPhotos(own.length)}`)
    window.location.assign(url)
  }
  if (own.length === 0) return null
  return (
    <>
      {album === null ? (
        <Button size="small" busy={busy === 'album'} onClick={() => void work('album', makeAlbum)}>
          <FolderPlus {...ICON} />
          Make album
        </Button>
      ) : (
        <a href={`/albums/${album}`} className={buttonStyle('secondary', 'small')}>
          <FolderCheck {...ICON} />
          Open the new album
        </a>
      )}
      <span role="status" className="sr-only">
        {album !== null && `An album of ${countPhotos(own.length)} is made.`}
      </span>
      <Button size="small" busy={busy === 'zip'} onClick={() => void work('zip', download)}>
        <Download {...ICON} />
        Download zip
      </Button>
    </>
  )
}
