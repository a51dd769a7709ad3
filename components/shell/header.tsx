import { SearchBox } from '../search/search-box'
import { LogInLink } from '../session/log-in-link'
import { NAVIGATION } from '../session/navigation'
import type { Theme } from '../session/theme'
import type { Viewer } from '../session/viewer'
import { buttonStyle } from '../ui/button-style'
import { classNames } from '../ui/class-names'
import { NavLink } from '../ui/nav-link'
import { AccountSlot } from './account-slot'
import { Mark, THEME_ICONS } from './brand'
import { HidingBar } from './hiding-bar'
import { ScreenLink } from './screen-link'
import { ThemeButton } from './theme-button'

/** The bar over the pictures. Made by the server: the browser's script only has what moves in it. */
export function Header({ viewer, theme }: { viewer: Viewer | null; theme: Theme }) {
  return (
    <HidingBar>
      <NavLink
        href="/"
        className="mr-4 flex shrink-0 items-center gap-2 text-large font-semibold tracking-tight max-sm:mr-0"
      >
        <Mark />
        <span className={viewer ? '' : 'max-[374px]:sr-only'}>Albumen</span>
      </NavLink>
      <nav aria-label="Main" className={classNames('hidden items-center gap-1', viewer ? 'sm:flex' : 'md:flex')}>
        {NAVIGATION.filter((item) => !item.menu && (viewer || !item.login)).map((item) => (
          <ScreenLink
            key={item.href}
            href={item.href}
            className={classNames(
              'rounded-control px-3 py-2 text-muted transition-colors hover:text-ink aria-[current=page]:text-ink',
              item.wide && 'max-lg:hidden',
            )}
          >
            {item.label}
          </ScreenLink>
        ))}
      </nav>
      <SearchBox username={viewer?.username ?? null} />
      <div className="flex ml-auto shrink-0 items-center gap-1">
        {viewer ? (
          <AccountSlot viewer={viewer} theme={theme} />
        ) : (
          <>
            <ThemeButton theme={theme} icons={THEME_ICONS} />
            <LogInLink className={buttonStyle('ghost', 'medium', 'max-sm:px-2.5')}>Log in</LogInLink>
            <NavLink href="/signup" className={buttonStyle('primary', 'medium', 'max-sm:px-3 max-[339px]:hidden')}>
              Sign up
            </NavLink>
          </>
        )}
      </div>
    </HidingBar>
  )
}
