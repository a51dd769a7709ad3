import { Archive, Cloud, Globe, Heart, Images, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Collection } from '../session/collections'
import { buttonStyle } from '../ui/button-style'
import { EmptyState } from '../ui/empty-state'
import { NavLink } from '../ui/nav-link'
import { UploadSlot } from '../upload/upload-slot'

/** One's own gallery before the first photo: the three ways to begin. */
export function EmptyOwn() {
  return (
    <div className="mx-auto max-w-3xl px-4 py-16">
      <h2 className="text-center text-title">Your photos go here</h2>
      <p className="mx-auto mt-3 max-w-md text-center text-large text-balance text-muted">
        They are private until you make them public. Three ways to begin:
      </p>
      <ul className="mt-10 grid gap-8 sm:grid-cols-3">
        <Way icon={Images} title="Upload" action={<UploadSlot />}>
          <span className="pointer-coarse:hidden">
            Drop photos or a whole folder anywhere on this page, paste them, or choose them.
          </span>
          <span className="pointer-fine:hidden">Choose photos from this device.</span>
        </Way>
        <Way
          icon={Cloud}
          title="Connect a bucket"
          action={
            <NavLink href="/sources/new" className={buttonStyle()}>
              Connect
            </NavLink>
          }
        >
          Photos that lie in a bucket or a folder already are shown from there. Nothing there is changed.
        </Way>
        <Way
          icon={Globe}
          title="Look around"
          action={
            <NavLink href="/gallery?visibility=public" className={buttonStyle()}>
              See public photos
            </NavLink>
          }
        >
          See what others here have made public.
        </Way>
      </ul>
    </div>
  )
}

interface WayProps {
  icon: LucideIcon
  title: string
  action: ReactNode
  children: ReactNode
}

function Way({ icon: Icon, title, action, children }: WayProps) {
  return (
    <li className="flex flex-col items-center gap-2 text-center">
      <Icon aria-hidden size={32} strokeWidth={1.25} className="text-muted" />
      <h3 className="text-large">{title}</h3>
      <p className="mb-2 max-w-60 text-balance text-muted">{children}</p>
      <div className="sm:mt-auto">{action}</div>
    </li>
  )
}

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
  if (!empty) return <EmptyOwn />
  return (
    <EmptyState icon={empty.icon} title={empty.title}>
      {empty.words}
    </EmptyState>
  )
}
