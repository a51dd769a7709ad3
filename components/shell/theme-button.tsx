'use client'
import { type ReactNode, useState } from 'react'
import { setTheme, type Theme } from '../session/theme'
import { IconButton } from '../ui/icon-button'

const NEXT: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' }
const LABELS = { system: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' }

interface ThemeButtonProps {
  theme: Theme
  /** Drawn by the server, so that they are no script. */
  icons: Record<Theme, ReactNode>
}

/** Goes through the three themes. */
export function ThemeButton({ theme: initial, icons }: ThemeButtonProps) {
  const [theme, choose] = useState(initial)
  const next = () => {
    choose(NEXT[theme])
    setTheme(NEXT[theme])
  }
  return (
    <IconButton label={LABELS[theme]} onClick={next}>
      {icons[theme]}
    </IconButton>
  )
}
