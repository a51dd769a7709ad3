import { MapPinOff } from 'lucide-react'
import { buttonStyle } from '../ui/button-style'
import { EmptyState } from '../ui/empty-state'
import { NavLink } from '../ui/nav-link'

/** What stands in place of a map that would be empty, and the one next step. */
export function NoPlaces({ filtered, signedIn }: { filtered: boolean; signedIn: boolean }) {
  const [href, step] = filtered ? ['/map', 'Show the whole map'] : ['/', signedIn ? 'To your photos' : 'To the photos']
  return (
    <EmptyState
      icon={MapPinOff}
      title="No places to show"
      action={
        <NavLink href={href} className={buttonStyle('primary')}>
          {step}
        </NavLink>
      }
    >
      {filtered
        ? 'No photo of this search that you may see says where it was taken.'
        : signedIn
          ? 'No photo that you may see says where it was taken. Choose some of yours to set their place.'
          : 'No photo that you may see says where it was taken.'}
    </EmptyState>
  )
}
