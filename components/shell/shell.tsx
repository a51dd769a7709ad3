import { type ReactNode, Suspense } from 'react'
import { FilterPanelHost } from '../search/filter-panel-host'
import { NAVIGATION } from '../session/navigation'
import type { Theme } from '../session/theme'
import type { Viewer } from '../session/viewer'
import { BottomBar } from './bottom-bar'
import { GlobalKeys } from './global-keys'
import { Header } from './header'

interface ShellProps {
  viewer: Viewer | null
  theme: Theme
  /** Address of the raster tiles of maps; null for none. */
  tiles: string | null
  children: ReactNode
}

/** The frame of the library's screens: header, content, and on the phone a bar at the thumb. */
export function Shell({ viewer, theme, tiles, children }: ShellProps) {
  const mine = NAVIGATION.filter(({ login }) => viewer || !login)
  const screens = mine.map(({ key, label, href }) => ({ key, label, href }))
  return (
    <div id="app-frame" data-map-tiles={tiles ?? undefined}>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:bg-raised focus:px-4 focus:py-2"
      >
        Skip to the content
      </a>
      <Header viewer={viewer} theme={theme} />
      <main
        id="content"
        tabIndex={-1}
        className="pt-(--header-height) pb-[calc(var(--bottom-bar-height)+24px)] outline-none"
      >
        {children}
      </main>
      <Suspense>
        <FilterPanelHost signedIn={viewer !== null} />
      </Suspense>
      <BottomBar signedIn={viewer !== null} />
      <GlobalKeys viewer={viewer} screens={screens} />
    </div>
  )
}
