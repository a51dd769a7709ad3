'use client'
import {
  Archive,
  ArchiveRestore,
  Download,
  Ellipsis,
  FolderPlus,
  Link2,
  Play,
  RotateCcw,
  RotateCw,
  ScanSearch,
  Share2,
  SlidersHorizontal,
  Tag,
  ZoomIn,
} from 'lucide-react'
import { useState } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { IconButton } from '../ui/icon-button'
import { Menu, MenuItem, MenuLine } from '../ui/menu'
import type { BarActs } from './lightbox-acts'

interface LightboxMenuProps {
  photo: Photo
  acts: BarActs
}

/** What else can be done with the photo, and on a phone what its bar has no room for. */
export function LightboxMenu(props: LightboxMenuProps) {
  return (
    <Menu trigger={<IconButton icon={Ellipsis} label="More actions" />}>
      <Items {...props} />
    </Menu>
  )
}

/** As wide as the window is when the menu opens. */
function Items({ photo, acts }: LightboxMenuProps) {
  const [narrow] = useState(() => window.matchMedia('(max-width: 639px)').matches)
  const { edit, downloadOriginal } = photo.permissions
  return (
    <>
      {edit && <TurnItems acts={acts} />}
      {edit && (
        <MenuItem icon={photo.archived ? ArchiveRestore : Archive} onSelect={acts.archive}>
          {photo.archived ? 'Out of the archive' : 'Archive'}
        </MenuItem>
      )}
      {edit && narrow && <ChangeItems acts={acts} />}
      {edit && (
        <MenuItem icon={Link2} onSelect={acts.link}>
          Share link
        </MenuItem>
      )}
      {(photo.visibility === 'public' || !edit) && (
        <MenuItem icon={Share2} onSelect={acts.share}>
          Copy the link
        </MenuItem>
      )}
      {narrow && edit && downloadOriginal && (
        <MenuItem icon={Download} onSelect={acts.download}>
          Download
        </MenuItem>
      )}
      <MenuLine />
      {narrow && acts.similar && (
        <MenuItem icon={ScanSearch} onSelect={acts.similar}>
          Similar photos
        </MenuItem>
      )}
      {narrow && (
        <MenuItem icon={ZoomIn} onSelect={acts.zoom}>
          Zoom
        </MenuItem>
      )}
      {narrow && edit && (
        <MenuItem icon={Play} onSelect={acts.slideshow}>
          Slideshow
        </MenuItem>
      )}
      <MenuItem icon={SlidersHorizontal} onSelect={acts.slideshowSettings}>
        Slideshow settings
      </MenuItem>
    </>
  )
}

function TurnItems({ acts: { turn } }: Pick<LightboxMenuProps, 'acts'>) {
  return (
    <>
      <MenuItem icon={RotateCcw} onSelect={() => turn(270)}>
        Turn left
      </MenuItem>
      <MenuItem icon={RotateCw} onSelect={() => turn(90)}>
        Turn right
      </MenuItem>
      <MenuLine />
    </>
  )
}

function ChangeItems({ acts: { album, tags } }: Pick<LightboxMenuProps, 'acts'>) {
  return (
    <>
      <MenuItem icon={FolderPlus} onSelect={album}>
        Add to an album
      </MenuItem>
      <MenuItem icon={Tag} onSelect={tags}>
        Change tags
      </MenuItem>
    </>
  )
}
