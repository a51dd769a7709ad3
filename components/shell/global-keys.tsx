'use client'
import { useRouter } from 'next/navigation'
import { type ComponentType, useEffect, useRef, useState } from 'react'
import { keepTyping } from '../keys/early-actions'
import { useShortcuts } from '../keys/shortcuts'
import { type Over, type OverProps, openOver, setOpener } from '../palette/over'
import type { NavigationItem } from '../session/navigation'
import type { Viewer } from '../session/viewer'
import { sayNotLoaded } from '../ui/lazily'

const LOADERS: Record<Over, () => Promise<ComponentType<OverProps>>> = {
  palette: () => import('../palette/palette').then((module) => module.Palette),
  shortcuts: () => import('./shortcut-sheet').then((module) => module.ShortcutSheet),
}

const onApple = () => /Mac|iPhone|iPad/.test(navigator.platform)

interface GlobalKeysProps {
  viewer: Viewer | null
  /** The screens this person may go to. */
  screens: Pick<NavigationItem, 'key' | 'label' | 'href'>[]
}

/** The keys that work on every screen, and what they open; that is fetched when it is wanted first. */
export function GlobalKeys({ viewer, screens }: GlobalKeysProps) {
  const router = useRouter()
  const [shown, setShown] = useState<{ over: Over; Component: ComponentType<OverProps>; typed: string } | null>(null)
  const wanted = useRef<Over | null>(null)

  const open = async (over: Over) => {
    if (wanted.current === over) return
    wanted.current = over
    const kept = keepTyping()
    try {
      const Component = await LOADERS[over]()
      const typed = kept.end()
      if (wanted.current === over && typed !== null) setShown({ over, Component, typed })
      else if (typed === null) wanted.current = null
    } catch {
      kept.end()
      wanted.current = null
      sayNotLoaded()
    }
  }
  const close = () => {
    wanted.current = null
    setShown(null)
  }
  const opening = useRef(open)
  opening.current = open
  useEffect(() => setOpener((over) => void opening.current(over)), [])

  useShortcuts(
    [
      {
        keys: ['Mod+k'],
        label: 'Go to anything',
        whileTyping: true,
        // On a Mac, Control-K belongs to the text.
        run: (event) => (event.ctrlKey && onApple() ? false : void open('palette')),
      },
      { keys: ['?'], label: 'All shortcuts', run: () => void open('shortcuts') },
      ...screens.map(({ key, label, href }) => ({ keys: [`g ${key}`], label, run: () => router.push(href) })),
    ],
    { everywhere: true },
  )
  if (!shown) return null
  return <shown.Component key={shown.over} viewer={viewer} typed={shown.typed} onOver={openOver} onClose={close} />
}
