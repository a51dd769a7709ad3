import { Moon, Sun, SunMoon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Theme } from '../session/theme'
import { ThemeButton } from '../shell/theme-button'

const ICON = { 'aria-hidden': true, size: 20, strokeWidth: 1.75 } as const
const THEME_ICONS = { system: <SunMoon {...ICON} />, light: <Sun {...ICON} />, dark: <Moon {...ICON} /> }

interface VisitorFrameProps {
  theme: Theme
  /** Address of the raster tiles of maps; null for none. */
  tiles: string | null
  children: ReactNode
}

/** The frame around what a link opens: the name and the theme, no way into the library. */
export function VisitorFrame({ theme, tiles, children }: VisitorFrameProps) {
  return (
    <div id="app-frame" className="[--bottom-bar-height:0px]" data-map-tiles={tiles ?? undefined}>
      <header className="flex h-(--header-height) items-center justify-between border-b border-line px-4 max-sm:px-3">
        <span className="flex items-center gap-2 text-large font-semibold tracking-tight">
          <svg
            aria-hidden
            viewBox="0 0 24 24"
            className="size-6 text-accent"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.75"
          >
            <rect x="3" y="3" width="18" height="18" />
            <ellipse cx="12" cy="12" rx="4.5" ry="5.5" />
          </svg>
          Albumen
        </span>
        <ThemeButton theme={theme} icons={THEME_ICONS} />
      </header>
      <main id="content" tabIndex={-1} className="outline-none">
        {children}
      </main>
    </div>
  )
}
