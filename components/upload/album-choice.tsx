'use client'
import { useEffect, useId } from 'react'
import { useFillableAlbums } from '../albums/fillable-albums'
import { Select } from '../ui/select'
import { chooseUploadAlbum, useUploadAlbum } from './upload-album'

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
