import { Search } from 'lucide-react'
import { SearchButton } from '../search/search-button'
import { NAVIGATION } from '../session/navigation'
import { ScreenLink } from './screen-link'

/** The phone's navigation, where the thumb is. */
export function BottomBar({ signedIn }: { signedIn: boolean }) {
  return (
    <nav
      aria-label="Main, at the bottom"
      className="fixed inset-x-0 bottom-0 z-30 flex h-(--bottom-bar-height) border-t border-line bg-ground/90 pb-[env(safe-area-inset-bottom)] backdrop-blur-md sm:hidden"
    >
      {NAVIGATION.filter((item) => item.bottom && (signedIn || !item.login)).map((item) => (
        <ScreenLink
          key={item.href}
          href={item.href}
          className="flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-small text-muted aria-[current=page]:text-ink"
        >
          <item.icon aria-hidden size={22} strokeWidth={1.75} />
          {item.label}
        </ScreenLink>
      ))}
      <SearchButton className="flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-small text-muted">
        <Search aria-hidden size={22} strokeWidth={1.75} />
        Search
      </SearchButton>
    </nav>
  )
}
