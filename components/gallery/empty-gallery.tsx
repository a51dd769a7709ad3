import { Globe, Images } from 'lucide-react'
import { buttonStyle } from '../ui/button-style'
import { EmptyState } from '../ui/empty-state'
import { NavLink } from '../ui/nav-link'
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
