import { Globe, Images, SearchX } from 'lucide-react'
import Link from 'next/link'
import { buttonStyle } from '../ui/button-style'
import { EmptyState } from '../ui/empty-state'
import { UploadButton } from '../upload/upload-button'

/** One's own gallery before the first photo. */
export function EmptyOwn() {
  return (
    <EmptyState icon={Images} title="Your photos go here" action={<UploadButton />}>
      Drop photos or a whole folder anywhere on this page, paste them, or choose them. They are private until you make
      them public.
    </EmptyState>
  )
}

/** The public wall before anybody showed anything. */
export function EmptyWall({ signedIn }: { signedIn: boolean }) {
  const action = signedIn ? undefined : (
    <Link href="/signup" className={buttonStyle('primary')}>
      Sign up and upload
    </Link>
  )
  return (
    <EmptyState icon={Globe} title="No public photos yet" action={action}>
      Photos that people here make public are shown on this wall.
    </EmptyState>
  )
}

/** A filter that nothing matches. */
export function EmptyFilter() {
  return (
    <EmptyState
      icon={SearchX}
      title="No photos match"
      action={
        <Link href="/gallery" className={buttonStyle('secondary')}>
          Show all photos
        </Link>
      }
    >
      Nothing that you may see fits this filter. Take a part of it away.
    </EmptyState>
  )
}
