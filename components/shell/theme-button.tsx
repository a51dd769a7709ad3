'use client'
import { Moon, Sun, SunMoon } from 'lucide-react'
import { useState } from 'react'
import { setTheme, type Theme } from '../session/theme'
import { IconButton } from '../ui/icon-button'

const NEXT: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' }
const ICONS = { system: SunMoon, light: Sun, dark: Moon }
const LABELS = { system: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' }

/** Goes through the three themes. */
export function ThemeButton({ theme: initial }: { theme: Theme }) {
  const [theme, choose] = useState(initial)
  const next = () => {
    choose(NEXT[theme])
    setTheme(NEXT[theme])
  }
  return <IconButton icon={ICONS[theme]} label={LABELS[theme]} onClick={next} />
}
