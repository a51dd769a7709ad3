import { Archive, Globe, Heart, type LucideIcon } from 'lucide-react'
import { FirstRun } from '../gallery-top/first-run'
import type { Collection } from '../session/collections'
import { buttonStyle } from '../ui/button-style'
import { EmptyState } from '../ui/empty-state'
import { NavLink } from '../ui/nav-link'

/** The public wall before anybody showed anything. */
export function EmptyWall({ signedIn }: { signedIn: boolean }) {
  const action = signedIn ? undefined : (
    <NavLink href="/signup" className={buttonStyle('primary')}>
      Sign up and upload
    </NavLink>
  )
  return (
    <EmptyState icon={Globe} title="No public photos yet" action={action}>
      Photos that people here make public are shown on this wall.
    </EmptyState>
  )
}

const EMPTY: Record<string, { icon: LucideIcon; title: string; words: string }> = {
  Favourites: {
    icon: Heart,
    title: 'No favourites yet',
    words: 'Open a photo and press the heart, or F: it stands here then.',
  },
  Archive: {
    icon: Archive,
    title: 'The archive is empty',
    words:
      'What you archive leaves the gallery and stays in its albums. Select photos and press E, or choose Archive in the menu.',
  },
}

/** A list of one's own photos before there is one in it. */
export function EmptyCollection({ list }: { list: Collection }) {
  const empty = EMPTY[list.label]
  if (!empty) return <FirstRun />
  return (
    <EmptyState icon={empty.icon} title={empty.title}>
      {empty.words}
    </EmptyState>
  )
}
