'use client'
import {
  Archive,
  ArchiveRestore,
  ArrowLeft,
  ArrowLeftToLine,
  ArrowRight,
  ArrowRightToLine,
  CalendarClock,
  CalendarDays,
  Ellipsis,
  FolderMinus,
  Globe,
  Heading,
  Heart,
  HeartOff,
  Image,
  Link2,
  ListChecks,
  Lock,
  type LucideIcon,
  MapPin,
  RotateCcw,
  RotateCw,
  ScanSearch,
  Star,
  Tag,
  TextQuote,
} from 'lucide-react'
import type { OrderStep } from '../albums/album-order'
import { IconButton } from '../ui/icon-button'
import { Menu, MenuItem, MenuLine } from '../ui/menu'
import type { BatchQuestion } from './batch-dialogs'

interface BatchMenuProps {
  allFavourite: boolean
  onAsk: (question: BatchQuestion) => void
  onFavourite: () => void
  /** All of them are in the archive. */
  inArchive: boolean
  onArchive: () => void
  onPublish: () => void
  onHide: () => void
  /** Degrees clockwise. */
  onRotate: (by: 90 | 270) => void
  /** Only for one photo. */
  onSimilar?: () => void
  /** Left out when all results are chosen already. */
  onWhole?: () => void
  /** Only in an album that one may change; cover and order in own ones. */
  album?: { onRemove: () => void; onCover?: () => void; onMove?: (step: OrderStep) => void }
}

/** What else can be done with the chosen photos. */
export function BatchMenu(props: BatchMenuProps) {
  const { allFavourite, inArchive, onArchive, onAsk, onFavourite, onRotate, onSimilar, onWhole, album } = props
  return (
    <Menu trigger={<IconButton icon={Ellipsis} label="More actions" />}>
      <MenuItem icon={allFavourite ? HeartOff : Heart} onSelect={onFavourite}>
        {allFavourite ? 'Not favourites any more' : 'Favourite'}
      </MenuItem>
      <MenuItem icon={inArchive ? ArchiveRestore : Archive} onSelect={onArchive}>
        {inArchive ? 'Out of the archive' : 'Archive'}
      </MenuItem>
      <EditItems onAsk={onAsk} />
      <TurnItems onRotate={onRotate} />
      <VisibilityItems {...props} />
      <MenuItem icon={Link2} onSelect={() => onAsk('link')}>
        Share link
      </MenuItem>
      {onSimilar && (
        <MenuItem icon={ScanSearch} onSelect={onSimilar}>
          Similar photos
        </MenuItem>
      )}
      {album && (
        <>
          <MenuLine />
          <MenuItem icon={FolderMinus} onSelect={album.onRemove}>
            Remove from this album
          </MenuItem>
          {album.onCover && (
            <MenuItem icon={Image} onSelect={album.onCover}>
              Use as the album’s cover
            </MenuItem>
          )}
          {album.onMove && <MoveItems onMove={album.onMove} />}
        </>
      )}
      {onWhole && (
        <>
          <MenuLine />
          <MenuItem icon={ListChecks} onSelect={onWhole}>
            Select all results
          </MenuItem>
        </>
      )}
    </Menu>
  )
}

const EDITS: { question: BatchQuestion; icon: LucideIcon; words: string }[] = [
  { question: 'rating', icon: Star, words: 'Rate' },
  { question: 'tags', icon: Tag, words: 'Change tags' },
  { question: 'title', icon: Heading, words: 'Set the title' },
  { question: 'description', icon: TextQuote, words: 'Set the description' },
  { question: 'date', icon: CalendarDays, words: 'Set the date' },
  { question: 'shift', icon: CalendarClock, words: 'Move the time' },
  { question: 'place', icon: MapPin, words: 'Set the place' },
]

function EditItems({ onAsk }: Pick<BatchMenuProps, 'onAsk'>) {
  return EDITS.map(({ question, icon, words }) => (
    <MenuItem key={question} icon={icon} onSelect={() => onAsk(question)}>
      {words}
    </MenuItem>
  ))
}

function TurnItems({ onRotate }: Pick<BatchMenuProps, 'onRotate'>) {
  return (
    <>
      <MenuItem icon={RotateCcw} onSelect={() => onRotate(270)}>
        Turn left
      </MenuItem>
      <MenuItem icon={RotateCw} onSelect={() => onRotate(90)}>
        Turn right
      </MenuItem>
    </>
  )
}

function VisibilityItems({ onPublish, onHide }: Pick<BatchMenuProps, 'onPublish' | 'onHide'>) {
  return (
    <>
      <MenuItem icon={Globe} onSelect={onPublish}>
        Make public
      </MenuItem>
      <MenuItem icon={Lock} onSelect={onHide}>
        Make private
      </MenuItem>
    </>
  )
}

function MoveItems({ onMove }: { onMove: (step: OrderStep) => void }) {
  return (
    <>
      <MenuItem icon={ArrowLeftToLine} onSelect={() => onMove('start')}>
        Move to the beginning
      </MenuItem>
      <MenuItem icon={ArrowLeft} onSelect={() => onMove('earlier')}>
        Move one place earlier
      </MenuItem>
      <MenuItem icon={ArrowRight} onSelect={() => onMove('later')}>
        Move one place later
      </MenuItem>
      <MenuItem icon={ArrowRightToLine} onSelect={() => onMove('end')}>
        Move to the end
      </MenuItem>
    </>
  )
}
