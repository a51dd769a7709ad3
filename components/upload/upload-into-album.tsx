'use client'
import { useEffect } from 'react'
import { chooseUploadAlbum } from './upload-album'

/** While it is on the page, files that are dropped or chosen go into this album. Draws nothing. */
export function UploadIntoAlbum({ id, title }: { id: string; title: string }) {
  useEffect(() => {
    chooseUploadAlbum({ id, title })
    return () => chooseUploadAlbum(null)
  }, [id, title])
  return null
}
