import { Lock, SearchX } from 'lucide-react'
import { LogInLink } from '../session/log-in-link'
import { buttonStyle } from '../ui/button-style'
import { EmptyState } from '../ui/empty-state'
import { NavLink } from '../ui/nav-link'
import { EveryonesLink } from './filter-chips'
import type { FilterView } from './filter-view'

interface EmptyFilterProps {
  view: FilterView
  signedIn: boolean
  /** Photos were asked for that look like one: whether this visitor sees that one. Unknown and hidden are the same. */
  like?: 'seen' | 'unseen' | null
}

const LIKE_WORDS = {
  seen: 'Nothing else of this filter looks like that photo. One that is too even to compare, or not finished yet, is like none.',
  unseen: 'The photo that they should look like is not there, or not yours to see.',
}

/** A filter that nothing matches: what was asked for, and what could be left out. */
export function EmptyFilter({ view, signedIn, like }: EmptyFilterProps) {
  const { chips } = view
  if (!signedIn && chips.some(({ text }) => text === 'owner:me')) return <LoggedOut />
  const several = chips.length > 1
  const action = (
    <div className="flex max-w-[calc(100vw-64px)] flex-wrap justify-center gap-2">
      {several &&
        chips
          .filter((chip) => chip.text !== 'owner:me')
          .slice(0, 6)
          .map(({ about, value, text, href }) => (
            <NavLink key={text} href={href} className={buttonStyle('secondary', 'small', 'max-w-full')}>
              <span className="truncate">Without {about ? `${about.toLowerCase()} ${value}` : `“${value}”`}</span>
            </NavLink>
          ))}
      <EveryonesLink view={view} className={buttonStyle('secondary', 'small')} />
      <NavLink href="/gallery" className={buttonStyle(several ? 'ghost' : 'secondary', 'small')}>
        Show all photos
      </NavLink>
    </div>
  )
  return (
    <EmptyState icon={SearchX} title="No photos match" action={action}>
      {chips.length === 0 ? (
        'There is nothing here that you may see yet.'
      ) : like ? (
        LIKE_WORDS[like]
      ) : (
        <>
          Nothing that you may see fits <span className="[overflow-wrap:anywhere] text-ink">{view.text}</span>.
          {several && ' Leave out a condition:'}
        </>
      )}
    </EmptyState>
  )
}

/** One's own photos, asked for by nobody: in a tab where somebody has logged out, or by a bookmark. */
function LoggedOut() {
  const action = <LogInLink className={buttonStyle('primary', 'medium')}>Log in</LogInLink>
  return (
    <EmptyState icon={Lock} title="You are logged out" action={action}>
      Log in to see your photos: you come back here.
    </EmptyState>
  )
}
