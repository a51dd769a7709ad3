import type { ReactNode } from 'react'
import type { Theme } from '../session/theme'
import { Mark, THEME_ICONS } from '../shell/brand'
import { ThemeButton } from '../shell/theme-button'

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
          <Mark />
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
