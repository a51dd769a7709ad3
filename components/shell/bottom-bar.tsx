'use client'
import { Search } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { openSearch } from '../search/search-store'
import { isCurrent, NAVIGATION } from '../session/navigation'
import { NavLink } from '../ui/nav-link'

/** The phone's navigation, where the thumb is. */
export function BottomBar({ signedIn }: { signedIn: boolean }) {
  const pathname = usePathname()
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 flex h-(--bottom-bar-height) border-t border-line bg-ground/90 pb-[env(safe-area-inset-bottom)] backdrop-blur-md sm:hidden"
    >
      {NAVIGATION.filter((item) => item.bottom && (signedIn || !item.login)).map((item) => (
        <NavLink
          key={item.href}
          href={item.href}
          aria-current={isCurrent(item, pathname) ? 'page' : undefined}
          className="flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-small text-muted aria-[current=page]:text-ink"
        >
          <item.icon aria-hidden size={22} strokeWidth={1.75} />
          {item.label}
        </NavLink>
      ))}
      <button
        type="button"
        onClick={() => openSearch()}
        className="flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-small text-muted"
      >
        <Search aria-hidden size={22} strokeWidth={1.75} />
        Search
      </button>
    </nav>
  )
}
