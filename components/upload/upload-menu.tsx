'use client'
import { FolderOpen, Images } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useFillableAlbums } from '../albums/fillable-albums'
import { Menu, MenuChoice, MenuItem, MenuLine } from '../ui/menu'
import { chooseUploadAlbum, uploadAlbum, useUploadAlbum } from './upload-album'
import { chooseUploadVisibility, type UploadVisibility, useUploadVisibility } from './upload-visibility'
import { VISIBILITY_OPTIONS } from './visibility-options'

export interface UploadMenuProps {
  trigger: ReactNode
  onPhotos: () => void
  onFolder: () => void
}

/** The menu of the upload button, open as soon as it is there: who may see them, into which album, and which. */
export function UploadMenu({ trigger, onPhotos, onFolder }: UploadMenuProps) {
  const visibility = useUploadVisibility()
  return (
    <Menu trigger={trigger} defaultOpen>
      <MenuChoice
        label="Who may see them"
        value={visibility}
        options={VISIBILITY_OPTIONS.map(({ value, name, means }) => ({ value, label: `${name}: ${means}` }))}
        onChange={(value) => chooseUploadVisibility(value as UploadVisibility)}
        stays
      />
      <MenuLine />
      <MenuItem icon={Images} onSelect={onPhotos}>
        Choose photos
      </MenuItem>
      <MenuItem icon={FolderOpen} onSelect={onFolder}>
        Choose a folder
      </MenuItem>
      <AlbumItems />
    </Menu>
  )
}

/** Below what is chosen most, as they may be many; nothing as long as there is no album. */
function AlbumItems() {
  const chosen = useUploadAlbum()
  const albums = useFillableAlbums()
  const here = useRef<string | null>(null)
  // Elsewhere no album is meant; what a page of an album has set stays its own.
  useEffect(
    () => () => void (here.current !== null && uploadAlbum()?.id === here.current && chooseUploadAlbum(null)),
    [],
  )
  const choose = (id: string) => {
    here.current = id
    chooseUploadAlbum(albums.find((album) => album.id === id) ?? null)
  }
  if (albums.length === 0) return null
  return (
    <>
      <MenuLine />
      <MenuChoice
        label="Add to an album"
        value={chosen?.id ?? ''}
        options={[{ value: '', label: 'No album' }, ...albums.map(({ id, title }) => ({ value: id, label: title }))]}
        onChange={choose}
        stays
      />
    </>
  )
}
