'use client'
import { useEffect, useId, useState } from 'react'
import { Select } from '../ui/select'
import { chooseUploadAlbum, type UploadAlbum, useUploadAlbum } from './upload-album'

/** The albums one may put new photos into; nothing as long as there are none. */
export function AlbumChoice() {
  const chosen = useUploadAlbum()
  const albums = useFillableAlbums()
  const id = useId()
  useEffect(() => () => chooseUploadAlbum(null), [])
  if (albums.length === 0) return null
  return (
    <div className="flex flex-col gap-2">
      <label htmlFor={id} className="font-semibold">
        Add to an album
      </label>
      <Select
        id={id}
        value={chosen?.id ?? ''}
        onChange={({ currentTarget: { value } }) => chooseUploadAlbum(albums.find(({ id }) => id === value) ?? null)}
      >
        <option value="">No album</option>
        {albums.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </Select>
    </div>
  )
}

function useFillableAlbums(): UploadAlbum[] {
  const [albums, setAlbums] = useState<UploadAlbum[]>([])
  useEffect(() => {
    let gone = false
    const load = async () => {
      const { fetchAlbums } = await import('../albums/album-calls')
      const found: UploadAlbum[] = []
      for (const which of ['own', 'shared'] as const) {
        let cursor: string | null = null
        do {
          const page: Awaited<ReturnType<typeof fetchAlbums>> = await fetchAlbums(which, cursor)
          found.push(...page.items.filter(({ permissions }) => permissions.addPhotos))
          cursor = page.next
        } while (cursor !== null)
      }
      if (!gone) setAlbums(found)
    }
    // Without the list one uploads into no album: worth no complaint.
    void load().catch(() => undefined)
    return () => {
      gone = true
    }
  }, [])
  return albums
}
