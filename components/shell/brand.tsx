import { Moon, Sun, SunMoon } from 'lucide-react'

const ICON = { 'aria-hidden': true, size: 20, strokeWidth: 1.75 } as const

/** What the button of the theme shows, drawn by the server. */
export const THEME_ICONS = { system: <SunMoon {...ICON} />, light: <Sun {...ICON} />, dark: <Moon {...ICON} /> }

/** Albumen's mark. */
export function Mark() {
  return (
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
  )
}
