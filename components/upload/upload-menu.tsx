'use client'
import { FolderOpen, Images } from 'lucide-react'
import type { ReactNode } from 'react'
import { Menu, MenuChoice, MenuItem, MenuLine } from '../ui/menu'
import { chooseUploadVisibility, type UploadVisibility, useUploadVisibility } from './upload-visibility'
import { VISIBILITY_OPTIONS } from './visibility-options'

export interface UploadMenuProps {
  trigger: ReactNode
  onPhotos: () => void
  onFolder: () => void
}

/** The menu of the upload button, open as soon as it is there. */
export function UploadMenu({ trigger, onPhotos, onFolder }: UploadMenuProps) {
  const visibility = useUploadVisibility()
  return (
    <Menu trigger={trigger} defaultOpen>
      <MenuChoice
        label="Who may see them"
        value={visibility}
        options={VISIBILITY_OPTIONS.map(({ value, name, means }) => ({ value, label: `${name}: ${means}` }))}
        onChange={(value) => chooseUploadVisibility(value as UploadVisibility)}
      />
      <MenuLine />
      <MenuItem icon={Images} onSelect={onPhotos}>
        Choose photos
      </MenuItem>
      <MenuItem icon={FolderOpen} onSelect={onFolder}>
        Choose a folder
      </MenuItem>
    </Menu>
  )
}
